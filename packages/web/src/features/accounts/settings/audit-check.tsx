import type { AuditVerification } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useApi } from "../../../data/api-context.ts";
import { Button } from "../../../ui/button.tsx";
import { Callout } from "../../../ui/callout.tsx";
import { Copy } from "../../../ui/copy.tsx";
import { Failed } from "../../../ui/failed.tsx";
import { t } from "../../../ui/words.ts";

/** Has the whole log checked, and tells what came of it. */
export function AuditCheck() {
  const api = useApi();
  const look = useMutation({
    mutationFn: () =>
      api.get<AuditVerification>("/v1/audit/verification/", new AbortController().signal),
  });
  return (
    <div className="audit-check">
      <Button icon={<ShieldCheck />} isBusy={look.isPending} onClick={() => look.mutate()}>
        {t("Check the log")}
      </Button>
      {look.error && (
        <Failed
          error={look.error}
          what={t("The check of the audit log")}
          onRetry={() => look.mutate()}
        />
      )}
      {look.data && <Verdict verdict={look.data} />}
    </div>
  );
}

function Verdict({
  verdict: { lines, head, fault },
}: {
  readonly verdict: Pick<AuditVerification, "lines" | "head" | "fault">;
}) {
  if (fault)
    return (
      <Callout meaning="fail" title={t("Line {id} does not fit", { id: fault.line_id })}>
        {faultWords()[fault.kind]}
      </Callout>
    );
  return (
    <Callout
      meaning="none"
      title={t(
        "{lines, plural, one {# line is} other {# lines are}} chained to one another as they were written",
        { lines },
      )}
    >
      {head && (
        <>
          <p>
            {t(
              "Whoever can write the database could have written all of them anew, or have cut off the newest. Keep the newest line’s hash elsewhere to notice that:",
            )}
          </p>
          <Copy text={`${head.id}:${head.hash}`} />
        </>
      )}
    </Callout>
  );
}

type FaultKind = NonNullable<AuditVerification["fault"]>["kind"];

const faultWords = (): Readonly<Record<FaultKind, string>> => ({
  broken: t(
    "It was changed in the database by hand, or a line before it was removed, added or moved.",
  ),
  replaced: t("It is not the line that was noted: what led to it was written anew."),
  missing: t("It is missing: the end of the log was cut off."),
  unnoted: t("The note of the newest line is missing: more may have been cut off."),
});
