import type { Bot, BotAnswer } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, useSyncExternalStore } from "react";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { TextArea } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { versionQuery } from "../builder-queries.ts";
import { useActions } from "../canvas/canvas-actions.ts";
import { diffFlows, isUnchanged } from "../model/diff-flows.ts";
import { openFlow } from "../model/open-flow.ts";
import type { ProblemPlace } from "../panels/told-problem.ts";
import type { DraftSaver } from "../saving/draft-saver.ts";
import { useBuilderState, useFlow } from "../use-builder.ts";
import { FlowChanges } from "./flow-changes.tsx";
import { PublishProblems } from "./publish-problems.tsx";
import { publishedNotice } from "./published-notice.ts";
import { TextChanges } from "./text-changes.tsx";

/** What changed since the last version, what speaks against it, a note: then it is published. */
export function PublishDialog({
  bot,
  saver,
  onClose,
}: {
  readonly bot: Bot;
  readonly saver: DraftSaver;
  readonly onClose: () => void;
}) {
  const api = useApi();
  const flow = useFlow();
  const [note, setNote] = useState("");
  const [view, setView] = useState("blocks");
  const published = useQuery({
    ...versionQuery(api, String(bot.id), bot.version),
    enabled: bot.version > 0,
  });
  const before = published.data ? openFlow(published.data) : null;
  const problems = useBuilderState((state) => state.problems);
  const errors = problems.filter(({ isWarning }) => !isWarning);
  const isWaiting = bot.version > 0 && !published.data;
  const diff = before ? diffFlows(before, flow) : null;
  const isSame = diff !== null && isUnchanged(diff);
  const publish = usePublish(bot, saver, onClose);
  const { goTo, onReturnFocus } = useWayOut(onClose);
  const isStored = useSyncExternalStore(saver.listen, saver.read).kind !== "disputed";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      onReturnFocus={onReturnFocus}
      size="wide"
      title={t("Publish version {version}", { version: bot.version + 1 })}
      about={t(
        "New conversations begin with it. Those that run now keep the version that they began with.",
      )}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("Not yet")}
          </Button>
          <Button
            look="primary"
            isBusy={publish.isPending}
            disabled={errors.length > 0 || isSame || isWaiting || !isStored}
            onClick={() => publish.mutate(note)}
          >
            {t("Publish")}
          </Button>
        </>
      }
    >
      {publish.error && (
        <p className="publish-fails" role="alert">
          {publish.error.message}
        </p>
      )}
      <PublishProblems onGo={goTo} />
      <TextArea
        label={t("What changed, for the list of versions")}
        value={note}
        rows={2}
        maxLength={2000}
        dir="auto"
        onChange={({ target }) => setNote(target.value)}
      />
      <Tabs
        label={t("What changed")}
        value={view}
        onChange={setView}
        tabs={[
          {
            value: "blocks",
            label: t("Blocks"),
            content: <FlowChanges before={before} after={flow} />,
          },
          {
            value: "text",
            label: t("Text"),
            content: <TextChanges before={before} after={flow} />,
          },
        ]}
      />
    </Dialog>
  );
}

/** The way from a problem to its place: once the dialog is gone, the focus goes there instead of back. */
function useWayOut(onClose: () => void) {
  const { goToProblem } = useActions();
  const wanted = useRef<() => void>(null);
  return {
    goTo: (place: ProblemPlace) => {
      wanted.current = () => goToProblem(place);
      onClose();
    },
    onReturnFocus: (event: Event) => {
      if (!wanted.current) return;
      event.preventDefault();
      wanted.current();
    },
  };
}

function usePublish(bot: Bot, saver: DraftSaver, onDone: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const { tell } = useNotices();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (note: string) => {
      // What is published is the draft that the server has: it has to be this one.
      if (!(await saver.flush())) throw new Error(t("The last edits are not saved yet."));
      const path = `/v1/bots/${bot.id}/publish/`;
      return (await api.write<BotAnswer>("POST", path, { body: { note } })).body.bot;
    },
    onSuccess: async (published) => {
      const addChannel = () =>
        void navigate({ to: "/channels", search: { new: "channel", bot: bot.id } });
      tell(publishedNotice(published, addChannel));
      await queries.invalidateQueries({
        queryKey: ["bots"],
        predicate: ({ queryKey }) => queryKey[2] !== "opened-draft",
      });
      onDone();
    },
  });
}
