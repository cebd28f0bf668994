import "server-only";

/** A connection that breaks on purpose; it looks as Node's own `fetch` reports one. */
export class ConnectionReset extends TypeError {
  constructor() {
    super("terminated", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
  }
}
