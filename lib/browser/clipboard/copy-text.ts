/**
 * Puts a text on the clipboard, from a click or a key.
 * @throws Error when the browser does not allow it.
 */
export async function copyText(text: string): Promise<void> {
  // A page that came over plain http from another machine has no clipboard but the older one.
  if (navigator.clipboard) return await navigator.clipboard.writeText(text);
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  // A dialog gives the focus to nothing outside of it.
  (focused?.closest("[role=dialog]") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!done) throw new Error("The browser did not copy.");
}
