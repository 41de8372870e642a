import { abTest } from "./ab-test/ab-test.ts";
import { askDate } from "./ask-date/ask-date.ts";
import { askEmail } from "./ask-email/ask-email.ts";
import { askFile } from "./ask-file/ask-file.ts";
import { askName } from "./ask-name/ask-name.ts";
import { askNumber } from "./ask-number/ask-number.ts";
import { askPhone } from "./ask-phone/ask-phone.ts";
import { askRating } from "./ask-rating/ask-rating.ts";
import { askText } from "./ask-text/ask-text.ts";
import { askUrl } from "./ask-url/ask-url.ts";
import { askYesNo } from "./ask-yes-no/ask-yes-no.ts";
import { businessHours } from "./business-hours/business-hours.ts";
import { buttons } from "./buttons/buttons.ts";
import { close } from "./close/close.ts";
import { conditions } from "./conditions/conditions.ts";
import { delay } from "./delay/delay.ts";
import { formula } from "./formula/formula.ts";
import { goal } from "./goal/goal.ts";
import { goodbye } from "./goodbye/goodbye.ts";
import { humanTakeover } from "./human-takeover/human-takeover.ts";
import { jump } from "./jump/jump.ts";
import type { BlockKind } from "./kind.ts";
import { media } from "./media/media.ts";
import { sendText } from "./send-text/send-text.ts";
import { setField } from "./set-field/set-field.ts";
import { wait } from "./wait/wait.ts";
import { webhook } from "./webhook/webhook.ts";

/** Every kind of block there is, in the order the palette shows them. */
export const blockKinds: readonly BlockKind<unknown, unknown>[] = [
  sendText,
  media,
  buttons,
  askText,
  askName,
  askEmail,
  askPhone,
  askNumber,
  askDate,
  askUrl,
  askYesNo,
  askFile,
  askRating,
  setField,
  formula,
  conditions,
  businessHours,
  abTest,
  goal,
  jump,
  webhook,
  wait,
  delay,
  humanTakeover,
  goodbye,
  close,
];

const byName = new Map(blockKinds.map((kind) => [kind.kind, kind]));

/** Finds a kind by the name that flow files use. */
export function findBlockKind(name: string): BlockKind<unknown, unknown> | undefined {
  return byName.get(name);
}
