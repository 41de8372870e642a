import type { Bot, TestRequestAnswer } from "@parley/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useApi } from "../../data/api-context.ts";
import { useRights } from "../../data/session.ts";
import { Skeleton } from "../../ui/states.tsx";
import { t } from "../../ui/words.ts";
import { useActions } from "./canvas/canvas-actions.ts";
import { RightPanel } from "./right-panel.tsx";
import type { RunPath } from "./try/model/run-path.ts";
import { TryIt, type TryItProps } from "./try/try-it.tsx";
import { useFollow } from "./try/use-follow.ts";
import { useBuilder, useFlow } from "./use-builder.ts";
import { useOtherBots } from "./use-other-bots.ts";

/** The chat beside the canvas: the way that it takes lights up on the flow. */
export function TryPanel({ bot, onClose }: { readonly bot: Bot; readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const builder = useBuilder();
  const flow = useFlow();
  const others = useOtherBots(bot.id, flow);
  useEffect(
    () => () => {
      const { alive: _alive, ...rest } = builder.read().overlay;
      builder.overlay(rest);
    },
    [builder],
  );
  const [path, setPath] = useState<Pick<RunPath, "steps" | "last">>({ steps: 0, last: null });
  const following = useFollow(path);
  const { goToProblem } = useActions();
  const onPath = useCallback(
    (taken: RunPath) => {
      const { blocks, arrows, at, waiting } = taken;
      setPath(taken);
      builder.overlay({
        ...builder.read().overlay,
        alive: {
          blocks,
          arrows: arrows.map(({ from, output }) => ({ block: from, output })),
          waiting: waiting ? at : null,
        },
      });
    },
    [builder],
  );
  const { isBuilder } = useRights();
  const calls = useMemo<Required<Pick<TryItProps, "performRequest" | "saveTest">>>(
    () => ({
      performRequest: async (_block, request) => {
        const path = `/v1/bots/${bot.id}/test_request/`;
        return (await api.write<TestRequestAnswer>("POST", path, { body: request })).body;
      },
      saveTest: async (name, transcript) => {
        await api.write("POST", `/v1/bots/${bot.id}/tests/`, { body: { name, transcript } });
        await queries.invalidateQueries({ queryKey: ["bots", String(bot.id), "tests"] });
      },
    }),
    [api, queries, bot.id],
  );
  return (
    <RightPanel name="try" widthPx={380} label={t("Try it")}>
      {others ? (
        <TryIt
          {...{ flow, onPath, following, onClose }}
          onGoToProblem={goToProblem}
          performRequest={calls.performRequest}
          {...(isBuilder && { saveTest: calls.saveTest })}
          bot={{ id: bot.id, name: bot.name, others }}
        />
      ) : (
        <Skeleton />
      )}
    </RightPanel>
  );
}
