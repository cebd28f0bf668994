"use client";

import { PanelLeft, SquarePen } from "lucide-react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { keysOf } from "@/lib/browser/keyboard/shortcut";

type HeaderProps = {
  title: string | undefined;
  /** The sidebar stands beside it on wide screens. */
  sidebarShown: boolean;
  onShowSidebar: () => void;
  onNew: () => void;
};

/** The thin line above a conversation: its title, and what the sidebar offers while that is away. */
export function Header({ title, sidebarShown, onShowSidebar, onNew }: HeaderProps) {
  const t = useTranslations("app");
  const whileAway = classNames(sidebarShown && "md:hidden");
  return (
    <header
      className={classNames(
        "flex h-12 shrink-0 items-center gap-1 border-b px-2",
        !title && "border-transparent",
      )}
    >
      <IconButton
        label={t("showSidebar")}
        shortcut={keysOf("toggleSidebar")}
        icon={<PanelLeft />}
        onClick={onShowSidebar}
        className={whileAway}
      />
      {title ? (
        <h1 className="min-w-0 flex-1 truncate px-2 text-muted text-sm">{title}</h1>
      ) : (
        <div className="flex-1" />
      )}
      <IconButton
        label={t("newConversation")}
        shortcut={keysOf("newConversation")}
        icon={<SquarePen />}
        onClick={onNew}
        className={whileAway}
      />
    </header>
  );
}
