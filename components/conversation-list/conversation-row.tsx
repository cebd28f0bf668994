"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { memo, useCallback, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { useLiveTurns } from "@/lib/browser/turn/use-live-turn";
import type { ConversationSummary } from "@/lib/core/message/message";
import { RenameField } from "./rename-field";

type ConversationRowProps = {
  conversation: ConversationSummary;
  current: boolean;
  onOpen: (conversationId: string) => void;
  onDelete: (conversation: ConversationSummary) => void;
};

/** One conversation of the list: opens it; its menu renames and deletes it. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, current, onOpen, onDelete } = props;
  const t = useTranslations("conversations");
  const running = useRuns(conversation);
  const [renaming, setRenaming] = useState(false);
  const title = conversation.title || t("untitled");
  if (renaming) {
    return (
      <li>
        <RenameField conversation={conversation} onDone={() => setRenaming(false)} />
      </li>
    );
  }
  return (
    <li
      className={classNames(
        "group relative flex items-center rounded-md transition-colors duration-100 hover:bg-line/50",
        current && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <a
        href={`/c/${conversation.id}`}
        aria-current={current ? "page" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(conversation.id);
        }}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-sm pointer-coarse:h-10"
      >
        <span className="truncate">{title}</span>
        {running && (
          <span role="img" aria-label={t("running")} className="size-2 shrink-0 rounded-full bg-accent" />
        )}
      </a>
      <Menu
        label={t("options", { title })}
        trigger={
          <IconButton
            size="sm"
            label={t("options", { title })}
            icon={<Ellipsis />}
            className="opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100"
          />
        }
        items={[
          { label: t("rename"), icon: <Pencil />, movesFocus: true, onSelect: () => setRenaming(true) },
          {
            label: t("delete"),
            icon: <Trash2 />,
            danger: true,
            movesFocus: true,
            onSelect: () => onDelete(conversation),
          },
        ]}
      />
    </li>
  );
});

/** Whether an answer is being written: as this page sees it, else as the list says. */
function useRuns({ id, runningTurnId }: ConversationSummary): boolean {
  const live = useLiveTurns();
  const runsHere = useSyncExternalStore(
    live.subscribe,
    useCallback(() => live.get(id) !== undefined, [live, id]),
    () => false,
  );
  return runsHere || runningTurnId !== undefined;
}
