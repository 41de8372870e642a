import type { Bot } from "@parley/contract";
import { Play, Rocket } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { t } from "../../ui/words.ts";
import { useProblems } from "./checking/use-problems.ts";
import { InspectorPanel } from "./inspector-panel.tsx";
import { TrafficSwitch } from "./panels/traffic-switch.tsx";
import { PublishDialog } from "./publish/publish-dialog.tsx";
import type { ServerDraft } from "./saving/draft-saver.ts";
import { SaveStatus } from "./saving/save-status.tsx";
import { type OpenDraft, useDraftSaver } from "./saving/use-draft-saver.ts";
import { TryPanel } from "./try-panel.tsx";
import { BuilderContext } from "./use-builder.ts";
import { useMayEdit } from "./use-may-edit.ts";
import { Workbench } from "./workbench.tsx";

type Right = "inspector" | "try";

/** A bot's flow, open: everything below knows which. */
export function OpenBuilder({ bot, draft }: { readonly bot: Bot; readonly draft: ServerDraft }) {
  const open = useDraftSaver(String(bot.id), draft);
  if (!open) return <Skeleton />;
  return (
    <BuilderContext value={open.builder}>
      <Screen bot={bot} open={open} />
    </BuilderContext>
  );
}

function Screen({ bot, open }: { readonly bot: Bot; readonly open: OpenDraft }) {
  const { builder, saver } = open;
  const [right, setRight] = useState<Right>("inspector");
  const [isPublishing, setPublishing] = useState(false);
  const mayEdit = useMayEdit();
  useProblems(builder);
  const showInspector = useCallback(() => setRight("inspector"), []);
  const crumbs = [
    { label: t("Bots"), to: "/bots" },
    { label: bot.name, to: `/bots/${bot.id}/versions` },
    { label: t("Builder") },
  ];
  return (
    <Page
      crumbs={crumbs}
      width="full"
      status={<SaveStatus saver={saver} isReadOnly={!mayEdit} />}
      actions={
        <>
          <TrafficSwitch bot={bot.id} />
          <Button
            icon={<Play />}
            aria-pressed={right === "try"}
            onClick={() => setRight(right === "try" ? "inspector" : "try")}
          >
            {t("Try it")}
          </Button>
          {mayEdit && (
            <Button look="primary" icon={<Rocket />} onClick={() => setPublishing(true)}>
              {t("Publish")}
            </Button>
          )}
        </>
      }
    >
      <Workbench
        bot={bot}
        isReadOnly={!mayEdit}
        onOpenInspector={showInspector}
        onTry={() => setRight("try")}
        right={
          right === "try" ? (
            <TryPanel bot={bot} onClose={showInspector} />
          ) : (
            <InspectorPanel bot={bot} isReadOnly={!mayEdit} />
          )
        }
      >
        {isPublishing && (
          <PublishDialog bot={bot} saver={saver} onClose={() => setPublishing(false)} />
        )}
      </Workbench>
    </Page>
  );
}
