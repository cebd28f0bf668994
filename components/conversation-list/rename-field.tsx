"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { conversationOptions, conversationsOptions, withConversations } from "@/lib/browser/api/queries";
import { patchConversation } from "@/lib/browser/api/requests";
import type { ConversationSummary } from "@/lib/core/message/message";

const longestTitle = 200;

/** The title as a field: Enter and leaving it save, Escape does not. */
export function RenameField({
  conversation: { id, title: before },
  onDone,
}: {
  conversation: ConversationSummary;
  onDone: () => void;
}) {
  const t = useTranslations("conversations");
  const [title, setTitle] = useState(before);
  const field = useRef<HTMLInputElement>(null);
  const rename = useRename(id);

  useEffect(() => field.current?.select(), []);

  const save = () => {
    const wanted = title.trim();
    if (rename.isPending) return;
    if (!wanted || wanted === before) onDone();
    else rename.mutate(wanted, { onSuccess: onDone });
  };
  return (
    <>
      <input
        ref={field}
        aria-label={t("title")}
        aria-invalid={rename.isError}
        maxLength={longestTitle}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") save();
          if (event.key === "Escape") onDone();
        }}
        className="h-8 w-full rounded-md border border-line-strong bg-surface px-2 text-sm pointer-coarse:h-10 pointer-coarse:text-base"
      />
      {rename.isError && (
        <p role="alert" className="px-2 py-1 text-danger text-xs">
          {t("renameFailed")}
        </p>
      )}
    </>
  );
}

function useRename(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (title: string) => patchConversation(id, { title }),
    onSuccess: ({ title }) => {
      queries.setQueryData(conversationOptions(id).queryKey, (old) => old && { ...old, title });
      queries.setQueryData(
        conversationsOptions().queryKey,
        (old) =>
          old &&
          withConversations(old, (conversations) =>
            conversations.map((one) => (one.id === id ? { ...one, title } : one)),
          ),
      );
    },
  });
}
