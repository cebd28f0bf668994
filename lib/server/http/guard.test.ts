import { describe, expect, it } from "vitest";
import type { Config } from "../config/config";
import { guardRequest, hostTest } from "./guard";

const home: Pick<Config, "host" | "allowedHosts"> = { host: "127.0.0.1", allowedHosts: [] };
const everywhere = { host: "0.0.0.0", allowedHosts: ["perigee.example"] };

function allows(method: string, headers: Record<string, string>, config = home): boolean {
  try {
    guardRequest(new Request("http://127.0.0.1:3000/api/turns", { method, headers }), hostTest(config));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "forbidden" });
    return false;
  }
}

describe("hostTest", () => {
  it.each([
    "localhost",
    "localhost:3000",
    "LocalHost:3000",
    "localhost.",
    "localhost.:3000",
    "127.0.0.1",
    "127.0.0.1:65535",
    "127.8.9.10:3000",
    "127.1:3000",
    "[::1]",
    "[::1]:3000",
    "[0:0:0:0:0:0:0:1]:3000",
    "[::ffff:127.0.0.1]:3000",
    "[::FFFF:7f00:1]",
  ])("knows loopback as %s", (host) => {
    expect(hostTest(home)(host)).toBe(true);
  });

  it.each([
    "",
    " ",
    ".",
    ":3000",
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil-localhost",
    "evil.localhost",
    "localhost@evil.example",
    "evil.example@localhost",
    "user:pass@127.0.0.1",
    "localhost/evil.example",
    "localhost#evil.example",
    "localhost?evil.example",
    "localhost\\evil.example",
    "localhost, evil.example",
    "localhost evil.example",
    "localhost:3000:3000",
    "localhost:99999",
    "localhost:x",
    "local%68ost",
    "ｌocalhost",
    "::1",
    "[::1",
    "[::2]:3000",
    "[::ffff:10.0.0.1]",
    "[::1]evil.example",
    "0.0.0.0:3000",
    "128.0.0.1",
    "10.0.0.1:3000",
    "192.168.1.5",
    "[fe80::1]",
    "localhost..",
  ])("does not take %j for it", (host) => {
    expect(hostTest(home)(host)).toBe(false);
  });

  it("answers to the configured host and the allowed names, and nothing under them", () => {
    const test = hostTest({ host: "perigee.lan", allowedHosts: ["kimi.example", "fd00::7"] });
    for (const host of ["perigee.lan:3000", "PERIGEE.LAN", "kimi.example:443", "[fd00::7]:80", "localhost"]) {
      expect(test(host), host).toBe(true);
    }
    for (const host of ["a.kimi.example", "kimi.example.evil.example", "10.0.0.1"]) {
      expect(test(host), host).toBe(false);
    }
  });

  it.each(["0.0.0.0", "::", "[::]"])(
    "on all interfaces (%s) takes any address, but no unknown name",
    (host) => {
      const test = hostTest({ ...everywhere, host });
      for (const known of ["192.168.1.5:3000", "[fe80::1]:3000", "localhost", "perigee.example"]) {
        expect(test(known), known).toBe(true);
      }
      for (const unknown of ["evil.example:3000", "1.2.3.4.evil.example", "myhost"]) {
        expect(test(unknown), unknown).toBe(false);
      }
    },
  );

  it("answers to a fixed IPv6 address", () => {
    const test = hostTest({ host: "fd00::5", allowedHosts: [] });
    expect(test("[fd00::5]:3000")).toBe(true);
    expect(test("[fd00::6]:3000")).toBe(false);
  });
});

describe("guardRequest", () => {
  const host = "127.0.0.1:3000";
  const own = "http://127.0.0.1:3000";

  it("refuses a request without a host, or for another one, whatever the method", () => {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
      expect(allows(method, {}), method).toBe(false);
      // What DNS rebinding looks like: all of one origin, but not ours.
      const rebound = { host: "evil.example:3000", origin: "http://evil.example:3000" };
      expect(allows(method, { ...rebound, "sec-fetch-site": "same-origin" }), method).toBe(false);
    }
  });

  it("does not believe X-Forwarded-Host", () => {
    expect(allows("GET", { host: "evil.example", "x-forwarded-host": "localhost" })).toBe(false);
  });

  it("lets programs and its own pages in", () => {
    expect(allows("POST", { host })).toBe(true);
    expect(allows("POST", { host, origin: own })).toBe(true);
    expect(allows("POST", { host, origin: own, "sec-fetch-site": "same-origin" })).toBe(true);
    expect(allows("DELETE", { host, "sec-fetch-site": "none" })).toBe(true);
    expect(allows("POST", { host: "LOCALHOST:3000", origin: "http://localhost:3000" })).toBe(true);
    expect(allows("POST", { host: "[::1]:3000", origin: "http://[::1]:3000" })).toBe(true);
    expect(allows("POST", { host: "localhost:80", origin: "http://localhost" })).toBe(true);
    expect(allows("GET", { host, "sec-fetch-site": "same-origin" })).toBe(true);
  });

  it.each([
    "null",
    "",
    "https://evil.example",
    "http://127.0.0.1:3001",
    "http://localhost:3000",
    "http://127.0.0.1",
    "http://127.0.0.1:3000/",
    "http://127.0.0.1:3000.evil.example",
    "http://127.0.0.1:3000@evil.example",
    "http://x@127.0.0.1:3000",
    "http://127.0.0.1:3000, https://evil.example",
    "file://127.0.0.1:3000",
    "chrome-extension://127.0.0.1:3000",
    "127.0.0.1:3000",
  ])("refuses changes by the origin %j", (origin) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect(allows(method, { host, origin }), method).toBe(false);
    }
  });

  it.each(["cross-site", "same-site", "something-new"])("refuses changes from %s, origin or not", (site) => {
    expect(allows("POST", { host, "sec-fetch-site": site })).toBe(false);
    expect(allows("POST", { host, origin: own, "sec-fetch-site": site })).toBe(false);
    const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect(allows("POST", { host, "sec-fetch-site": site, ...navigation })).toBe(false);
  });

  it("lets other sites link here, but not load from here", () => {
    const foreign = { host, "sec-fetch-site": "cross-site" };
    expect(allows("GET", { ...foreign, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" })).toBe(
      true,
    );
    expect(allows("GET", { ...foreign, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" })).toBe(
      false,
    );
    expect(allows("GET", { ...foreign, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" })).toBe(false);
    expect(allows("GET", { host, "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" })).toBe(false);
  });

  it("works behind a proxy that ends TLS, and behind one that rewrites Host", () => {
    const config = { host: "127.0.0.1", allowedHosts: ["kimi.example"] };
    const origin = "https://kimi.example";
    expect(allows("POST", { host: "kimi.example", origin }, config)).toBe(true);
    expect(allows("POST", { host, origin, "sec-fetch-site": "same-origin" }, config)).toBe(true);
    expect(allows("POST", { host, origin }, config)).toBe(false);
    const other = { host, origin: "https://evil.example", "sec-fetch-site": "same-origin" };
    expect(allows("POST", other, config)).toBe(false);
  });
});
