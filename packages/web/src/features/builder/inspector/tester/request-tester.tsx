import type { TestRequestAnswer } from "@parley/contract";
import type { ParamNode } from "@parley/flow";
import { Send } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "../../../../ui/button.tsx";
import { t } from "../../../../ui/words.ts";
import { useInspector } from "../inspector-context.ts";
import type { InspectorProps } from "../inspector-props.ts";
import { type PickedValue, pickValue } from "../model/answer-path.ts";
import { fieldsRead } from "../model/fields-read.ts";
import { AnswerView } from "./answer-view.tsx";
import { RequestPreview } from "./request-preview.tsx";
import { SampleInputs } from "./sample-inputs.tsx";
import { useSampleScope } from "./use-sample-scope.ts";
import "./request-tester.css";

export interface RequestTesterProps {
  readonly node: ParamNode;
  readonly params: unknown;
  readonly onTestRequest: InspectorProps["onTestRequest"];
  /** A value of the answer was picked to be kept in a field. */
  readonly onPick: (picked: PickedValue) => void;
}

type Tested =
  | { readonly kind: "answered"; readonly answer: TestRequestAnswer }
  | { readonly kind: "refused"; readonly message: string };

/** Sends a webhook block's request once, for real, with sample values, and shows what came back. */
export function RequestTester({ node, params, onTestRequest, onPick }: RequestTesterProps) {
  const { fields } = useInspector();
  const scope = useSampleScope();
  const [tested, setTested] = useState<Tested | null>(null);
  const [isBusy, setBusy] = useState(false);
  const latest = useRef(0);
  const names = fieldsRead(node, params);
  const send = async () => {
    latest.current += 1;
    const own = latest.current;
    setBusy(true);
    const outcome = await attempt(() => onTestRequest({ params, fields: sampled(names, scope) }));
    if (own !== latest.current) return;
    setTested(outcome);
    setBusy(false);
  };
  const taken = new Set(fields.map(({ name }) => name));
  return (
    <div className="tester">
      <SampleInputs names={names} />
      <RequestPreview params={params} />
      <Button size="small" icon={<Send />} isBusy={isBusy} onClick={() => void send()}>
        {isBusy ? t("Waiting for the answer…") : t("Send test request")}
      </Button>
      <div aria-live="polite">
        {tested?.kind === "refused" && <p className="tester-refused">{tested.message}</p>}
        {tested?.kind === "answered" && (
          <AnswerView
            tested={tested.answer}
            onPick={(steps, value) => onPick(pickValue(steps, value, taken))}
          />
        )}
      </div>
    </div>
  );
}

async function attempt(send: () => Promise<TestRequestAnswer>): Promise<Tested> {
  try {
    return { kind: "answered", answer: await send() };
  } catch (thrown) {
    return { kind: "refused", message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function sampled(
  names: readonly string[],
  scope: ReturnType<typeof useSampleScope>,
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = scope.field(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
