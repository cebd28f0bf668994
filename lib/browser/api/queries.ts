import { type InfiniteData, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Conversation, ConversationSummary } from "@/lib/core/message/message";
import { ApiError, type ProviderSummary } from "./requests";
import { sendForJson } from "./send";

type ConversationPage = { conversations: ConversationSummary[]; nextCursor?: string };

/** What was refused stays refused; what failed on the way is asked again. */
const retry = (failures: number, error: Error) =>
  failures < 3 && !(error instanceof ApiError && error.status >= 400 && error.status < 500);

/** The configured endpoints with their models; the first is the default. */
export function providersOptions() {
  return queryOptions({
    queryKey: ["providers"],
    queryFn: ({ signal }) => sendForJson<ProviderSummary[]>("/api/providers", { signal }),
    staleTime: 60_000,
    retry,
  });
}

/** The conversations, the last changed first, a page at a time. */
export function conversationsOptions() {
  return infiniteQueryOptions({
    queryKey: ["conversations"],
    queryFn: ({ pageParam, signal }) =>
      sendForJson<ConversationPage>(
        pageParam === ""
          ? "/api/conversations"
          : `/api/conversations?cursor=${encodeURIComponent(pageParam)}`,
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextCursor,
    retry,
  });
}

/** The list with the conversations of every page changed. */
export function withConversations(
  list: InfiniteData<ConversationPage>,
  change: (conversations: ConversationSummary[]) => ConversationSummary[],
): InfiniteData<ConversationPage> {
  const pages = list.pages.map((page) => ({ ...page, conversations: change(page.conversations) }));
  return { ...list, pages };
}

/** One conversation with its whole tree of messages. */
export function conversationOptions(id: string) {
  return queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) =>
      sendForJson<Conversation>(`/api/conversations/${encodeURIComponent(id)}`, { signal }),
    retry,
  });
}
