import "server-only";
import { BlockList, isIP } from "node:net";
import { PerigeeError } from "@/lib/core/message/perigee-error";
import type { Config } from "../config/config";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * Which `Host` headers this server answers to: loopback, the configured host and the allowed names, with any port.
 * A server that listens on all interfaces is reached by any of its addresses, so there every IP address passes too:
 * only a name can be made to point here by somebody else (DNS rebinding).
 */
export function hostTest({
  host,
  allowedHosts,
}: Pick<Config, "host" | "allowedHosts">): (host: string) => boolean {
  const names = new Set(["localhost"]);
  for (const name of [host, ...allowedHosts]) {
    const known = hostnameOf(isIP(name) === 6 ? `[${name}]` : name);
    if (known !== undefined) names.add(known);
  }
  const listensEverywhere = names.delete("0.0.0.0") || names.delete("[::]");
  return (header) => {
    const name = hostnameOf(header);
    if (name === undefined) return false;
    if (names.has(name)) return true;
    const address = name.replace(/^\[|\]$/g, "");
    const family = isIP(address);
    if (family === 0) return false;
    return listensEverywhere || loopback.check(address, family === 6 ? "ipv6" : "ipv4");
  };
}

/** The name in a Host header as browsers would write it, or undefined when it is not just a name and a port. */
function hostnameOf(header: string): string | undefined {
  if (!/^[\w.:[\]-]+$/.test(header)) return undefined;
  return URL.parse(`http://${header}`)?.hostname.replace(/\.$/, "") || undefined;
}

/**
 * Lets through what this server's own pages and programs that are no browser send. Refuses other host names, and
 * what a page of another origin makes a browser send, but for links that open in a tab.
 * @throws PerigeeError `forbidden`
 */
export function guardRequest(request: Request, isAllowedHost: (host: string) => boolean): void {
  const host = request.headers.get("host");
  if (host === null || !isAllowedHost(host)) {
    throw new PerigeeError(
      "forbidden",
      "This server does not answer to the host name of the request.",
      "Open it under its own address, or add the name to PERIGEE_ALLOWED_HOSTS.",
    );
  }
  const site = request.headers.get("sec-fetch-site");
  const fromElsewhere = site !== null && site !== "same-origin" && site !== "none";
  if (request.method === "GET" || request.method === "HEAD") {
    if (fromElsewhere && !opensInTab(request)) throw foreign();
    return;
  }
  const origin = request.headers.get("origin");
  if (fromElsewhere || (origin !== null && !isOwnOrigin(origin, host, site, isAllowedHost))) throw foreign();
}

function opensInTab({ headers }: Request): boolean {
  return headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document";
}

/** The scheme is not compared: behind a proxy that ends TLS it differs. */
function isOwnOrigin(
  origin: string,
  host: string,
  site: string | null,
  isAllowedHost: (host: string) => boolean,
): boolean {
  const page = URL.parse(origin);
  if (!page || page.origin !== origin || !/^https?:$/.test(page.protocol)) return false;
  if (URL.parse(`${page.protocol}//${host}`)?.host === page.host) return true;
  // Behind a proxy that rewrites Host only the browser knows; pages cannot set its Sec-Fetch headers.
  return site === "same-origin" && isAllowedHost(page.host);
}

function foreign(): PerigeeError {
  return new PerigeeError(
    "forbidden",
    "The request was made by a page of another site.",
    "Use Perigee's own page, or call the API from a program.",
  );
}
