"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { conversationsOptions } from "@/lib/browser/api/queries";
import type { ConversationSummary } from "@/lib/core/message/message";
import { ConversationRow } from "./conversation-row";
import { DeleteDialog } from "./delete-dialog";
import { type DayGroup, groupByDay, keyOf } from "./group-by-day";
import { SeenTrigger } from "./seen-trigger";

type ConversationListProps = {
  currentId: string | undefined;
  onOpen: (conversationId: string) => void;
  onDeleted: (conversationId: string) => void;
};

// A turn that another page started ends without a word to this one.
const askAgainMs = 4000;

/** All conversations, by day, the last changed first; more are loaded as the list is scrolled. */
export function ConversationList({ currentId, onOpen, onDeleted }: ConversationListProps) {
  const t = useTranslations("conversations");
  const app = useTranslations("app");
  const heading = useHeading();
  const [deleting, setDeleting] = useState<ConversationSummary>();
  const list = useInfiniteQuery({
    ...conversationsOptions(),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.conversations.some((one) => one.runningTurnId)) && askAgainMs,
  });
  const { data, dataUpdatedAt, isPending, isError, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const groups = useMemo(
    () =>
      groupByDay(lastChangedFirst(data?.pages.flatMap((page) => page.conversations) ?? []), dataUpdatedAt),
    [data, dataUpdatedAt],
  );
  if (isPending) return <ListSkeleton />;
  return (
    <>
      {isError && (
        <div role="alert" className="m-2 rounded-lg bg-danger-soft p-3 text-sm">
          <p className="pb-2">{t("failed")}</p>
          <Button size="sm" onClick={() => list.refetch()}>
            {app("retry")}
          </Button>
        </div>
      )}
      {!isError && groups.length === 0 && <p className="px-4 py-3 text-muted text-sm">{t("empty")}</p>}
      {groups.map((group) => (
        <section key={keyOf(group.heading)} aria-label={heading(group)} className="px-2 pb-3">
          <h2 className="px-2 py-1 font-medium text-muted text-xs">{heading(group)}</h2>
          <ul>
            {group.conversations.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                current={conversation.id === currentId}
                onOpen={onOpen}
                onDelete={setDeleting}
              />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && (
        <SeenTrigger onSeen={() => !isFetchingNextPage && fetchNextPage()}>
          <Button size="sm" variant="ghost" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t("more")}
          </Button>
        </SeenTrigger>
      )}
      {deleting && (
        <DeleteDialog conversation={deleting} onClose={() => setDeleting(undefined)} onDeleted={onDeleted} />
      )}
    </>
  );
}

/** A page of the list may be older than what this page knows to have changed since. */
function lastChangedFirst(conversations: ConversationSummary[]): ConversationSummary[] {
  return conversations.toSorted((a, b) => b.updatedAt - a.updatedAt);
}

function useHeading(): (group: DayGroup) => string {
  const t = useTranslations("conversations");
  const format = useFormatter();
  return ({ heading }) =>
    typeof heading === "string"
      ? t(heading)
      : format.dateTime(new Date(heading.month), { month: "long", year: "numeric" });
}

function ListSkeleton() {
  const t = useTranslations("conversations");
  return (
    <div className="flex flex-col gap-4 px-4 py-3">
      <p className="sr-only">{t("loading")}</p>
      {["w-3/4", "w-full", "w-2/3", "w-5/6"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
