import type { NewChannelAnswer } from "@parley/contract";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { SecretOnce } from "../../../ui/secret-once.tsx";
import { Snippet } from "../../../ui/snippet.tsx";
import { t } from "../../../ui/words.ts";
import { chatAddresses } from "../model/embed-snippets.ts";
import { sendCurl } from "../model/send-curl.ts";

export interface MadeChannelProps {
  readonly made: NewChannelAnswer;
  readonly onDone: () => void;
}

/** An API channel that was just made: its keys, once, and how to say something. */
export function MadeChannel({ made, onDone }: MadeChannelProps) {
  const { channel, channel_token: token = "", hook_secret: secret } = made;
  const { origin } = new URL(chatAddresses(channel.config_url).shareUrl);
  return (
    <Dialog
      isOpen
      onClose={onDone}
      size="wide"
      title={t("{name} is ready", { name: channel.name })}
      about={t("The token opens this channel and nothing else.")}
      actions={
        <Button look="primary" onClick={onDone}>
          {t("Open the channel")}
        </Button>
      }
    >
      <SecretOnce label={t("Channel token")} secret={token} />
      {secret !== undefined && (
        <SecretOnce takesFocus={false} label={t("Signing secret of its hook")} secret={secret} />
      )}
      <Snippet label={t("A customer says something")} text={sendCurl(origin, token)} />
    </Dialog>
  );
}
