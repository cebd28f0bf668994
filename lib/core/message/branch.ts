import type { Message } from "./message";

/** A message of the shown branch, and where it stands among its siblings: `index` from 0. */
export type BranchStep = { message: Message; index: number; count: number; siblings: readonly string[] };

/**
 * The messages from the root to a leaf, in reading order. A leaf that is not there (or none) stands for the newest
 * message, so that a conversation is never shown empty.
 */
export function branchOf(messages: readonly Message[], leafId: string | null): BranchStep[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const children = childrenOf(messages);
  const path: BranchStep[] = [];
  const seen = new Set<string>();
  let at = (leafId === null ? undefined : byId.get(leafId)) ?? oldestFirst(messages).at(-1);
  while (at && !seen.has(at.id)) {
    seen.add(at.id);
    const siblings = (children.get(at.parentId) ?? []).map((message) => message.id);
    path.push({ message: at, index: siblings.indexOf(at.id), count: siblings.length, siblings });
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return path.reverse();
}

/** The leaf to show when a message is chosen: down from it, always by the newest child. */
export function leafOf(messages: readonly Message[], messageId: string): string {
  const children = childrenOf(messages);
  const seen = new Set<string>();
  let leaf = messageId;
  while (!seen.has(leaf)) {
    seen.add(leaf);
    const newest = children.get(leaf)?.at(-1);
    if (!newest) break;
    leaf = newest.id;
  }
  return leaf;
}

function childrenOf(messages: readonly Message[]): Map<string | null, Message[]> {
  return Map.groupBy(oldestFirst(messages), (message) => message.parentId);
}

/** Those of the same moment stay in the order they came. */
function oldestFirst(messages: readonly Message[]): Message[] {
  return messages.toSorted((a, b) => a.createdAt - b.createdAt);
}
