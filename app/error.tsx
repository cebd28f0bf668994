"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { MessagePage } from "./message-page";

export default function ErrorPage() {
  const t = useTranslations("app");
  return (
    <MessagePage what="broken">
      <Button variant="primary" onClick={() => location.reload()}>
        {t("broken.reload")}
      </Button>
    </MessagePage>
  );
}
