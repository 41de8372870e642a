import type { Channel } from "@parley/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useApi } from "../../../data/api-context.ts";
import { errorsOf } from "../../../data/errors-of.ts";
import { useRights } from "../../../data/session.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { SecretOnce } from "../../../ui/secret-once.tsx";
import { Section } from "../../../ui/section.tsx";
import { Snippet } from "../../../ui/snippet.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { t } from "../../../ui/words.ts";
import { sendCurl } from "../model/send-curl.ts";
import { BuildersPart } from "./builders-part.tsx";
import { channelHooksQuery } from "./channel-queries.ts";
import { SaveBar } from "./save-bar.tsx";
import { CommonSettings } from "./settings-part.tsx";
import { type ChannelForm, useChannelForm } from "./use-channel-form.ts";

/** An API channel: its settings, where messages to customers go, and how a customer says something. */
export function ApiChannel({ channel }: { readonly channel: Channel }) {
  const form = useChannelForm(channel);
  const { origin } = new URL(channel.config_url);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };
  return (
    <form className="channel-parts" onSubmit={submit}>
      <BuildersPart>
        <Section title={t("Settings")}>
          <div className="channel-part">
            <CommonSettings form={form} />
          </div>
        </Section>
        <Section
          title={t("What the bot and agents say")}
          about={t("Each message is one request to your address, in order for each customer.")}
        >
          <OwnHook channel={channel} form={form} />
        </Section>
      </BuildersPart>
      <Section
        title={t("What a customer says")}
        about={t(
          "One call with the channel's token, which was shown when the channel was made. ann-1 is your own name of the customer.",
        )}
      >
        <Snippet label="curl" text={sendCurl(origin, "parley_ch_…")} />
      </Section>
      <SaveBar form={form} />
      {form.hookSecret !== undefined && (
        <NewSecret secret={form.hookSecret} onClose={form.forgetSecret} />
      )}
    </form>
  );
}

function OwnHook({ channel, form }: { readonly channel: Channel; readonly form: ChannelForm }) {
  const { draft, set, error } = form;
  const { isBuilder } = useRights();
  const query = channelHooksQuery(useApi(), channel.id);
  const hooks = useQuery({ ...query, enabled: isBuilder }).data;
  const own = hooks?.find(({ id }) => id === channel.hook_id);
  return (
    <div className="channel-part">
      <TextField
        label={t("Hook URL")}
        hint={t("Empty: nowhere.")}
        type="url"
        isMono
        placeholder="https://example.org/messenger"
        value={draft.hookUrl}
        onChange={({ target }) => set({ hookUrl: target.value })}
        error={errorsOf(error).hook_url}
      />
      {own && (
        <p className="field-hint">
          {own.token === null
            ? t("Requests carry no token.")
            : t("Requests carry a token: Authorization: Token {token}", { token: own.token })}{" "}
          <Link
            to="/integrations/message-hooks/$channelId/$hookId"
            params={{ channelId: String(channel.id), hookId: String(own.id) }}
          >
            {t("Log, token, signing secret")}
          </Link>
        </p>
      )}
    </div>
  );
}

function NewSecret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("The channel's hook is on")}
      about={t(
        "Each request is signed with this secret, so that your server can tell them from others.",
      )}
      actions={
        <Button look="primary" onClick={onClose}>
          {t("Done")}
        </Button>
      }
    >
      <SecretOnce label={t("Signing secret")} secret={secret} />
    </Dialog>
  );
}
