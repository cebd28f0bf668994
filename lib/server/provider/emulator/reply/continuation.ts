import "server-only";
import type { Language } from "./question";

/**
 * What is left of `full` after `prefix`, so that the two together read as one text. When `prefix` is not its start
 * (another model wrote it, or a person changed it) a sentence that fits after anything.
 */
export function goOn(full: string, prefix: string, language: Language = "en"): string {
  if (full.startsWith(prefix)) return full.slice(prefix.length);
  const stem = prefix.trimEnd();
  if (stem !== "" && full.startsWith(stem)) {
    const rest = full.slice(stem.length);
    return prefix.length > stem.length ? rest.replace(/^\s+/, "") : rest;
  }
  const space = /\s$/.test(prefix) || prefix === "" ? "" : language === "zh" ? "" : " ";
  return language === "zh"
    ? `${space}到这里，离线模拟器就接不下去了：它的回复是预先写好的，而这段文字并不是它开的头。`
    : `${space}That is as far as the offline emulator can take it: its replies are scripted, and this text did not begin as one of them.`;
}
