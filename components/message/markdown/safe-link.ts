const schemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/** The address of a link a model wrote, if it may be one: http, https or mailto, and absolute. */
export function safeLink(href: string): string | undefined {
  const url = URL.parse(href.trim());
  return url && schemes.has(url.protocol) ? url.href : undefined;
}

/** The host an address names, for people; empty for mail. */
export function hostOf(href: string): string {
  return URL.parse(href)?.host ?? "";
}
