import { t } from "../../../ui/words.ts";

type Params = Readonly<Record<string, unknown>>;

/** What a new block of a kind begins with: enough to be tried at once, wherever something sensible can be said. */
export function startingParams(kind: string): Params {
  return beginnings[kind]?.() ?? {};
}

const options = () => [
  { id: "first", label: t("First option") },
  { id: "second", label: t("Second option") },
];
const week = () =>
  Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [["09:00:00", "18:00:00"]]]));

const beginnings: Readonly<Record<string, () => Params>> = {
  send_text: () => ({ text: t("Hello.") }),
  media: () => ({ kind: "image", url: "" }),
  buttons: () => ({ text: t("What would you like to do?"), options: options() }),
  ask_text: () => ({ text: t("What would you like to tell us?"), field: "answer" }),
  ask_name: () => ({ text: t("What is your name?"), field: "name" }),
  ask_email: () => ({ text: t("What is your e-mail address?"), field: "email" }),
  ask_phone: () => ({ text: t("What is your phone number?"), field: "phone" }),
  ask_number: () => ({ text: t("How many?"), field: "number" }),
  ask_date: () => ({ text: t("On what day?"), field: "day" }),
  ask_url: () => ({ text: t("What is the address of your site?"), field: "site" }),
  ask_yes_no: () => ({ text: t("Shall we go on?"), field: "agreed" }),
  ask_file: () => ({ text: t("Send us the file."), field: "file" }),
  ask_rating: () => ({ text: t("How was it?"), field: "rating" }),
  set_field: () => ({ assignments: [{ field: "note", value: "" }] }),
  formula: () => ({ formula: "", field: "result" }),
  conditions: () => ({ groups: [{ rules: [{ left: "last_input", operator: "is_set" }] }] }),
  business_hours: () => ({ timezone: "UTC", businesshours: week() }),
  ab_test: () => ({
    options: [
      { id: "a", weight: 50 },
      { id: "b", weight: 50 },
    ],
  }),
  goal: () => ({ name: t("Goal") }),
  webhook: () => ({ method: "POST", url: "", body: { kind: "none" } }),
  wait: () => ({ field: "data" }),
  delay: () => ({ seconds: 5 }),
  human_takeover: () => ({ agents: "anyone", text: t("I am handing you over to a colleague.") }),
  goodbye: () => ({ text: t("Goodbye.") }),
};
