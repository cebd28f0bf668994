"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { deferred } from "@/components/ui/deferred";
import { Dialog } from "@/components/ui/dialog";
import { useShortcuts } from "@/lib/browser/keyboard/use-shortcuts";
import { ChatPane } from "./chat-pane";
import { Sidebar } from "./sidebar";
import { useAddress } from "./use-address";
import { useSidebar } from "./use-sidebar";

type DialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

const { Deferred: SetupDialog } = deferred<DialogProps>(
  async () => (await import("@/components/settings/setup-dialog")).SetupDialog,
);
const { Deferred: ShortcutsDialog } = deferred<DialogProps>(
  async () => (await import("@/components/settings/shortcuts-dialog")).ShortcutsDialog,
);

/** The whole page: conversations on the left, the one that the address names beside them. */
export function Workspace({ sidebarOpen }: { sidebarOpen: boolean }) {
  const conversations = useTranslations("conversations");
  const app = useTranslations("app");
  const address = useAddress();
  const sidebar = useSidebar(sidebarOpen);
  const [dialog, setDialog] = useState<"setup" | "shortcuts">();
  const close = () => setDialog(undefined);

  const open = (conversationId: string | undefined) => {
    sidebar.setSheet(false);
    address.open(conversationId);
  };
  useShortcuts({
    newConversation: () => open(undefined),
    toggleSidebar: sidebar.toggle,
    help: () => setDialog("shortcuts"),
  });
  const list = (
    <Sidebar
      currentId={address.conversationId}
      onOpen={open}
      onHide={sidebar.hide}
      onOpenShortcuts={() => setDialog("shortcuts")}
    />
  );
  return (
    <div className="flex h-dvh overflow-hidden">
      {sidebar.column && <div className="w-64 shrink-0 border-line border-r max-md:hidden">{list}</div>}
      <Dialog
        open={sidebar.sheet}
        onOpenChange={sidebar.setSheet}
        title={conversations("conversations")}
        titleHidden
        closeLabel={app("close")}
        placement="sheet"
      >
        {list}
      </Dialog>
      <ChatPane
        conversationId={address.conversationId}
        onOpen={open}
        sidebarShown={sidebar.column}
        onShowSidebar={sidebar.show}
        onOpenSetup={() => setDialog("setup")}
      />
      {dialog === "setup" && <SetupDialog props={{ open: true, onOpenChange: close }} />}
      {dialog === "shortcuts" && <ShortcutsDialog props={{ open: true, onOpenChange: close }} />}
    </div>
  );
}
