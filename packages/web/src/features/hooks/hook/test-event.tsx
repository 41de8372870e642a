import type { Hook, HookTestAnswer } from "@parley/contract";
import { useMutation } from "@tanstack/react-query";
import { useApi } from "../../../data/api-context.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Snippet } from "../../../ui/snippet.tsx";
import { t } from "../../../ui/words.ts";
import { HeaderList } from "../deliveries/header-list.tsx";
import { Payload } from "../deliveries/payload.tsx";
import { hookPath } from "../hook-queries.ts";
import { spanText } from "../model/attempt-line.ts";
import { curlText } from "../model/curl-text.ts";
import "../../../ui/form.css";

/** Sends a sample to a hook's receiver, and shows what it really answered. */
export function TestEvent({
  hook,
  onClose,
}: {
  readonly hook: Hook;
  readonly onClose: () => void;
}) {
  const api = useApi();
  const path = hookPath({ channelId: hook.channel_id, hookId: hook.id });
  const send = useMutation({
    mutationFn: async () => (await api.write<HookTestAnswer>("POST", `${path}test/`)).body,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size={send.data ? "wide" : "normal"}
      title={t("Send test event")}
      about={t(
        "A sample message, signed like any other, to {url}. It is in no log; receivers know it by an event id that begins with evt_test_.",
        { url: hook.url },
      )}
      actions={
        <>
          <Button onClick={onClose}>{t("Close")}</Button>
          <Button look="primary" autoFocus isBusy={send.isPending} onClick={() => send.mutate()}>
            {send.data ? t("Send again") : t("Send")}
          </Button>
        </>
      }
    >
      {send.error && (
        <p className="field-error" role="alert">
          {send.error.message}
        </p>
      )}
      {send.data && <Both told={send.data} />}
    </Dialog>
  );
}

function Both({ told: { request, answer } }: { readonly told: HookTestAnswer }) {
  const isOk = answer.status !== undefined && answer.status >= 200 && answer.status < 300;
  return (
    <div className="form" aria-live="polite">
      <p className="test-answer">
        <Badge meaning={isOk ? "ok" : "fail"}>
          {answer.status === undefined ? t("No answer") : `HTTP ${answer.status}`}
        </Badge>{" "}
        {answer.error ?? t("after {span}", { span: spanText(answer.duration_ms / 1000) })}
      </p>
      {answer.headers && <HeaderList label={t("Answer headers")} headers={answer.headers} />}
      {answer.text !== undefined && <Payload label={t("Answer")} body={answer.text} />}
      <HeaderList label={t("Request headers")} headers={request.headers} />
      <Payload label={t("Request body")} body={request.body} />
      <Snippet label={t("As curl")} text={curlText(request)} />
    </div>
  );
}
