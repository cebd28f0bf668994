import { describe, expect, it } from "vitest";
import { pictureTypeOf } from "./picture-type";

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe("what a file is by its first bytes", () => {
  it.each([
    ["image/png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"],
    ["image/jpeg", "\xff\xd8\xff\xe0\0\x10JFIF"],
    ["image/webp", "RIFF\x24\0\0\0WEBPVP8 "],
    ["image/gif", "GIF89a\x01\0\x01\0"],
    ["image/gif", "GIF87a\x01\0\x01\0"],
  ])("takes %s", (type, head) => {
    expect(pictureTypeOf(bytes(head))).toEqual({ accepted: type });
  });

  it.each([
    ["PDF", "%PDF-1.7 this is not a picture"],
    ["HEIC", "\0\0\0\x18ftypheic"],
    ["AVIF", "\0\0\0\x1cftypavif"],
    ["MP4", "\0\0\0\x20ftypisom"],
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg">'],
    ["SVG / XML", '\xef\xbb\xbf<?xml version="1.0"?>'],
    ["HTML", "\n <!DOCTYPE html>"],
    ["AVI", "RIFF\x24\0\0\0AVI LIST"],
    ["ZIP", "PK\x03\x04"],
  ])("knows %s and does not take it", (found, head) => {
    expect(pictureTypeOf(bytes(head))).toEqual({ accepted: undefined, found });
  });

  it("does not guess", () => {
    expect(pictureTypeOf(bytes("hello, I am png"))).toEqual({ accepted: undefined });
    expect(pictureTypeOf(bytes("\x89PN"))).toEqual({ accepted: undefined });
    expect(pictureTypeOf(new Uint8Array())).toEqual({ accepted: undefined });
  });
});
