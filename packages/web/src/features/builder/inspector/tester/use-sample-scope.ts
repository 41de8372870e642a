import type { Scope } from "@parley/flow";
import { useMemo, useState } from "react";
import { useInspector } from "../inspector-context.ts";
import { sampleScope } from "../model/sample-values.ts";

/** What formulas and requests read while one tries them out. The clock stands still from the moment one looks. */
export function useSampleScope(): Scope {
  const { samples, fields, flow, botId } = useInspector();
  const [nowMs] = useState(() => Date.now());
  return useMemo(
    () =>
      sampleScope(samples, new Map(fields.map(({ name, type }) => [name, type])), {
        ...{ botId, origin: location.origin },
        ...{ nowMs, zone: flow.timezone, language: flow.language },
      }),
    [samples, fields, nowMs, flow.timezone, flow.language, botId],
  );
}
