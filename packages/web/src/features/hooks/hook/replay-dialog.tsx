import type { HookDeliveryPage, HookInFull, HookQueuedAnswer } from "@parley/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useApi } from "../../../data/api-context.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { useNotices } from "../../../data/notices-context.ts";
import { useAddress } from "../../../data/use-address.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { hookPath } from "../hook-queries.ts";
import { fromLocalField } from "../model/moments.ts";
import { type ReplayDraft, replayBody, replayPreview } from "../model/replay.ts";
import "../../../ui/form.css";

export interface ReplayDialogProps {
  readonly hook: HookInFull;
  readonly onClose: () => void;
}

const empty: ReplayDraft = { since: "", until: "", customer: "", url: "" };

/** Asks from when on everything is to be sent once more; says how many that are before it is done. */
export function ReplayDialog({ hook, onClose }: ReplayDialogProps) {
  const api = useApi();
  const notices = useNotices();
  const queries = useQueryClient();
  const { change } = useAddress();
  const formId = useId();
  const [draft, setDraft] = useState(empty);
  const path = hookPath({ channelId: hook.channel_id, hookId: hook.id });
  const count = useReplayCount(path, draft);
  const replay = useMutation({
    mutationFn: async () =>
      (await api.write<HookQueuedAnswer>("POST", `${path}replay/`, { body: replayBody(draft) }))
        .body,
    onSuccess: ({ queued, run }) => {
      void queries.invalidateQueries({ queryKey: ["hooks"] });
      notices.tell({
        text: t(
          "{count, plural, one {# delivery goes out once more} other {# deliveries go out once more}}",
          { count: queued },
        ),
        action: {
          label: t("Show them"),
          run: () => change({ view: undefined, delivery: undefined, run }),
        },
      });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    replay.mutate();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("Replay since…")}
      about={t(
        "Everything since then is sent once more, in order, under the same event ids, beside what happens meanwhile.",
      )}
      actions={
        <>
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            form={formId}
            isBusy={replay.isPending}
            disabled={count === 0 || draft.since === ""}
          >
            {count === undefined
              ? t("Replay")
              : t("{count, plural, one {Replay # delivery} other {Replay # deliveries}}", {
                  count,
                })}
          </Button>
        </>
      }
    >
      <form id={formId} className="form" onSubmit={submit}>
        <ReplayFields draft={draft} setDraft={setDraft} error={replay.error} />
        <p className="field-hint" role="status">
          {count === undefined
            ? t("Choose a moment to see how many that are.")
            : t(
                "{count, plural, =0 {Nothing was sent in that time.} one {# delivery was owed in that time.} other {# deliveries were owed in that time.}}",
                { count },
              )}
        </p>
      </form>
    </Dialog>
  );
}

function useReplayCount(path: string, draft: ReplayDraft): number | undefined {
  const api = useApi();
  const preview = replayPreview(draft);
  const { data } = useQuery({
    queryKey: ["hooks", "replay", path, preview],
    queryFn: async ({ signal }) =>
      (await api.get<HookDeliveryPage>(`${path}deliveries/?${preview}`, signal)).total,
    enabled: preview !== null,
    retry: false,
  });
  return data;
}

function ReplayFields({
  draft,
  setDraft,
  error,
}: {
  readonly draft: ReplayDraft;
  readonly setDraft: (draft: ReplayDraft) => void;
  readonly error: Error | null;
}) {
  const errors = errorsOf(error);
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  return (
    <>
      <div className="form-row">
        <TextField
          label={t("Since")}
          autoFocus
          type="datetime-local"
          value={since}
          onChange={({ target }) => {
            setSince(target.value);
            setDraft({ ...draft, since: fromLocalField(target.value) ?? "" });
          }}
          error={errors.since}
          required
        />
        <TextField
          label={t("Until")}
          hint={t("Without it: now.")}
          type="datetime-local"
          value={until}
          onChange={({ target }) => {
            setUntil(target.value);
            setDraft({ ...draft, until: fromLocalField(target.value) ?? "" });
          }}
          error={errors.until}
        />
      </div>
      <TextField
        label={t("Customer id")}
        hint={t("Of this conversation alone. Without it: of all.")}
        inputMode="numeric"
        isMono
        value={draft.customer}
        onChange={({ target }) =>
          setDraft({ ...draft, customer: target.value.replaceAll(/\D/g, "") })
        }
        error={errors.customer_id}
      />
      <TextField
        label={t("Another address")}
        hint={t("This once. Without it: the MessageHook's own address.")}
        type="url"
        isMono
        value={draft.url}
        onChange={({ target }) => setDraft({ ...draft, url: target.value })}
        error={errors.url ?? errors.whole}
      />
    </>
  );
}
