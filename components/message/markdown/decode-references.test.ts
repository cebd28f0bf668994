import { describe, expect, it } from "vitest";
import { decodeReferences } from "./decode-references";

describe("character references", () => {
  it.each([
    ["a &lt;b&gt; &amp;&amp; &quot;c&quot;", 'a <b> && "c"'],
    ["&#8212;&#x2014;&mdash;", "———"],
    ["&#0;&#xD800;&#9999999;", "\ufffd\ufffd\ufffd"],
    ["&nothing; &constructor; & &;", "&nothing; &constructor; & &;"],
    ["&amp;lt;", "&lt;"],
  ])("%j", (text, decoded) => expect(decodeReferences(text)).toBe(decoded));
});
