"use client";

import { Keyboard, PanelLeftClose, SquarePen } from "lucide-react";
import { useTranslations } from "use-intl";
import { ConversationList } from "@/components/conversation-list/conversation-list";
import { LanguageSwitch } from "@/components/settings/language-switch";
import { ThemeSwitch } from "@/components/settings/theme-switch";
import { IconButton } from "@/components/ui/icon-button";
import { keysOf } from "@/lib/browser/keyboard/shortcut";
import { useLanguage } from "../providers/language-provider";

type SidebarProps = {
  currentId: string | undefined;
  onOpen: (conversationId: string | undefined) => void;
  onHide: () => void;
  onOpenShortcuts: () => void;
};

/** The conversations, a new one, and the settings of the page. */
export function Sidebar({ currentId, onOpen, onHide, onOpenShortcuts }: SidebarProps) {
  const t = useTranslations("app");
  const conversations = useTranslations("conversations");
  const { language, setLanguage } = useLanguage();
  return (
    <nav aria-label={conversations("conversations")} className="flex h-full flex-col bg-sunken">
      <div className="flex h-12 shrink-0 items-center gap-1 px-2">
        <span className="flex-1 px-2 font-semibold text-[15px] tracking-tight">{t("name")}</span>
        <IconButton
          label={t("newConversation")}
          shortcut={keysOf("newConversation")}
          icon={<SquarePen />}
          onClick={() => onOpen(undefined)}
        />
        <IconButton
          label={t("hideSidebar")}
          shortcut={keysOf("toggleSidebar")}
          icon={<PanelLeftClose />}
          onClick={onHide}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <ConversationList
          currentId={currentId}
          onOpen={onOpen}
          onDeleted={(id) => id === currentId && onOpen(undefined)}
        />
      </div>
      <div className="flex shrink-0 items-center gap-2 border-line border-t p-2">
        <ThemeSwitch />
        <div className="flex-1" />
        <LanguageSwitch language={language} onChange={setLanguage} />
        <IconButton
          label={t("shortcuts")}
          shortcut={keysOf("help")}
          icon={<Keyboard />}
          onClick={onOpenShortcuts}
          className="pointer-coarse:hidden"
        />
      </div>
    </nav>
  );
}
