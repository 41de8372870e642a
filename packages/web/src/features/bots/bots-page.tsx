import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Bot, Plus } from "lucide-react";
import { useApi } from "../../data/api-context.ts";
import { botsQuery } from "../../data/bots.ts";
import { useRights } from "../../data/session.ts";
import { Button } from "../../ui/button.tsx";
import { Failed } from "../../ui/failed.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { t } from "../../ui/words.ts";
import { BotsList } from "./bots-list.tsx";
import { NewBotDialog } from "./new-bot/new-bot-dialog.tsx";

/** Home: the bots of the workspace. */
export function BotsPage() {
  const { isBuilder } = useRights();
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const setMaking = (isMaking: boolean) =>
    void navigate({ to: "/bots", search: isMaking ? { new: "bot" } : {} });
  const newBot = isBuilder && (
    <Button look="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      {t("New bot")}
    </Button>
  );
  return (
    <Page crumbs={[{ label: t("Bots") }]} actions={newBot}>
      <Bots newBot={newBot} />
      {isBuilder && search.new === "bot" && <NewBotDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Bots({ newBot }: { readonly newBot: React.ReactNode }) {
  const bots = useQuery(botsQuery(useApi()));
  if (bots.isPending) return <Skeleton rows={8} />;
  if (!bots.data)
    return <Failed error={bots.error} what={t("The bots")} onRetry={() => void bots.refetch()} />;
  if (bots.data.length === 0)
    return (
      <EmptyState
        icon={<Bot />}
        title={t("Bots talk with your customers")}
        why={
          newBot
            ? t("There is none yet. Begin with a template, a flow file, or an empty canvas.")
            : t("There is none yet. An owner or a builder makes the first.")
        }
        action={newBot}
      />
    );
  return <BotsList bots={bots.data} />;
}
