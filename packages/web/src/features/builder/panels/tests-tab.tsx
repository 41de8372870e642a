import type { FlowTestPage } from "@parley/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { useRights } from "../../../data/session.ts";
import { Skeleton } from "../../../ui/states.tsx";
import { t } from "../../../ui/words.ts";
import { type SavedTest, TestsPanel } from "../try/tests-panel.tsx";
import { useBuilderState, useFlow } from "../use-builder.ts";
import { useOtherBots } from "../use-other-bots.ts";

/** The runs that were kept: they are played on the draft as it stands. */
export function TestsTab({
  bot,
  onTry,
}: {
  readonly bot: { readonly id: number };
  readonly onTry: () => void;
}) {
  const api = useApi();
  const queries = useQueryClient();
  const flow = useFlow();
  const { isBuilder } = useRights();
  const { tell } = useNotices();
  const tellFailure = (error: unknown) =>
    tell({ text: error instanceof Error ? error.message : String(error), meaning: "fail" });
  const isFaulty = useBuilderState(({ problems }) => problems.some((it) => !it.isWarning));
  const others = useOtherBots(bot.id, flow);
  const path = `/v1/bots/${bot.id}/tests/`;
  const queryKey = ["bots", String(bot.id), "tests"];
  const tests = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.get<FlowTestPage>(`${path}?limit=100`, signal)).tests,
  });
  if (!tests.data || !others) return <Skeleton />;
  const refresh = () => queries.invalidateQueries({ queryKey });
  const onReplace = async ({ id, name }: SavedTest, transcript: string) => {
    await api.write("PUT", `${path}${id}/`, { body: { name, transcript } });
    await refresh();
  };
  const onRemove = async ({ id, name, transcript }: SavedTest) => {
    const restore = async () => {
      await api.write("POST", path, { body: { name, transcript } });
      await refresh();
    };
    try {
      await api.write("DELETE", `${path}${id}/`);
      const action = { label: t("Undo"), run: () => void restore().catch(tellFailure) };
      tell({ text: t("Removed {name}", { name }), action });
    } catch (error) {
      tellFailure(error);
    }
    await refresh();
  };
  return (
    <TestsPanel
      flow={flow}
      bot={{ id: bot.id, others }}
      tests={tests.data}
      isFaulty={isFaulty}
      onTry={onTry}
      {...(isBuilder && { onReplace, onRemove })}
    />
  );
}
