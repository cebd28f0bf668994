import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { createParser } from "eventsource-parser";
import { type Answer, microseconds, promptFor, stampDigits, type Target, tokenMark } from "./wire";

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** The body that asks a server of this shape for an answer. */
function bodyFor(target: Target, answer: Answer): string {
  const prompt = promptFor(answer);
  switch (target.shape) {
    case "openai":
      return JSON.stringify({ model: "bench", stream: true, messages: [{ role: "user", content: prompt }] });
    case "ui-message":
      return JSON.stringify({ prompt });
    case "perigee":
      return JSON.stringify({ parts: [{ type: "text", text: prompt }], thinking: false, model: "bench" });
  }
}

/** Asks for an answer; `onResponse` gets it when it is a stream, `onFailure` what went wrong before it. */
export function ask(
  target: Target,
  answer: Answer,
  onResponse: (response: IncomingMessage) => void,
  onFailure: (problem: string) => void,
): ClientRequest {
  const body = bodyFor(target, answer);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const call = request(target.url, { method: "POST", agent, headers }, (response) => {
    if (response.statusCode === 200) onResponse(response);
    else {
      response.resume();
      onFailure(`status ${response.statusCode}`);
    }
  });
  call.on("error", (error) => onFailure(error.message));
  call.end(body);
  return call;
}

/** Sends a request without a body and reads its answer to the end. */
export function post(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": 2 };
    const call = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    call.on("error", reject).end("{}");
  });
}

/** Looks for tokens in raw bytes, which costs the load process far less than to parse what carries them. */
export class TokenScanner {
  tokens = 0;
  private rest = "";

  /** @param onToken gets the time at which the token was written; left out, tokens are only counted */
  constructor(private readonly onToken?: (writtenAt: number) => void) {}

  feed(chunk: Buffer): void {
    const text = this.rest + chunk.toString("latin1");
    let at = text.indexOf(tokenMark);
    for (; at >= 0 && at + stampDigits < text.length; at = text.indexOf(tokenMark, at + stampDigits)) {
      this.tokens += 1;
      this.onToken?.(Number(text.slice(at + 1, at + 1 + stampDigits)));
    }
    this.rest = at >= 0 ? text.slice(at) : "";
  }
}

/** How one stream went. */
export type Outcome = { tokens: number; firstTokenMs: number; failure?: string };

/** Reads one answer to its end. `onToken` gets when a token came and when it was written, in `microseconds()`. */
export function readAnswer(
  target: Target,
  answer: Answer,
  signal: AbortSignal,
  onToken?: (cameAt: number, writtenAt: number) => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const askedAt = microseconds();
    let firstTokenMs = Number.NaN;
    let cameAt = 0;
    const scanner = new TokenScanner(onToken && ((writtenAt) => onToken(cameAt, writtenAt)));
    const end = (failure?: string) => {
      signal.removeEventListener("abort", giveUp);
      resolve({ tokens: scanner.tokens, firstTokenMs, ...(failure && { failure }) });
    };
    const giveUp = () => {
      call.destroy();
      end(`not over in time, with ${scanner.tokens} of ${answer.tokens} tokens`);
    };
    const call = ask(
      target,
      answer,
      (response) => {
        response.on("data", (chunk: Buffer) => {
          cameAt = microseconds();
          scanner.feed(chunk);
          if (Number.isNaN(firstTokenMs) && scanner.tokens > 0) firstTokenMs = (cameAt - askedAt) / 1000;
        });
        response.on("error", (error) => end(error.message));
        response.on("end", () =>
          end(scanner.tokens === answer.tokens ? undefined : `${scanner.tokens} of ${answer.tokens} tokens`),
        );
      },
      end,
    );
    signal.addEventListener("abort", giveUp);
  });
}

/** Reads one answer with a real parser and puts its text together, to see that nothing is lost or doubled. */
export function readText(target: Target, answer: Answer, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (data !== "[DONE]") text += deltaOf(target, event, JSON.parse(data));
      },
    });
    const call = ask(
      target,
      answer,
      (response) => {
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => parser.feed(chunk));
        response.on("end", () => resolve(text));
        response.on("error", reject);
      },
      (problem) => reject(new Error(problem)),
    );
    signal.addEventListener("abort", () => call.destroy(new Error("not over in time")));
  });
}

type Data = {
  type?: string;
  delta?: string;
  text?: string;
  choices?: { delta?: { content?: string } }[];
};

function deltaOf(target: Target, event: string | undefined, data: Data): string {
  if (target.shape === "openai") return data.choices?.[0]?.delta?.content ?? "";
  if (target.shape === "ui-message") return data.type === "text-delta" ? (data.delta ?? "") : "";
  return event === "text-delta" ? (data.text ?? "") : "";
}
