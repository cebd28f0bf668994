"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { conversationOptions, conversationsOptions, withConversations } from "@/lib/browser/api/queries";
import { deleteConversation } from "@/lib/browser/api/requests";
import type { ConversationSummary } from "@/lib/core/message/message";

type DeleteDialogProps = {
  conversation: ConversationSummary;
  onClose: () => void;
  onDeleted: (conversationId: string) => void;
};

/** Asks before a conversation is deleted for good. */
export function DeleteDialog({ conversation, onClose, onDeleted }: DeleteDialogProps) {
  const t = useTranslations("conversations");
  const app = useTranslations("app");
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: deleteConversation,
    onSuccess: (_nothing, id) => {
      onClose();
      onDeleted(id);
      queries.setQueryData(
        conversationsOptions().queryKey,
        (old) =>
          old && withConversations(old, (conversations) => conversations.filter((one) => one.id !== id)),
      );
      queries.removeQueries({ queryKey: conversationOptions(id).queryKey });
    },
  });
  const title = conversation.title || t("untitled");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("deleteTitle")}
      description={t("deleteText", { title })}
      closeLabel={app("close")}
    >
      {remove.isError && (
        <p role="alert" className="pt-3 text-danger text-sm">
          {t("deleteFailed")}
        </p>
      )}
      <div className="flex justify-end gap-2 pt-5">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button variant="danger" disabled={remove.isPending} onClick={() => remove.mutate(conversation.id)}>
          {t("delete")}
        </Button>
      </div>
    </Dialog>
  );
}
