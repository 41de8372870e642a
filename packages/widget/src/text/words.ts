const defaults = {
  text_input_placeholder: "Write a message",
  inline_input_placeholder: "Write your answer",
  input_options_placeholder: "Choose above or write",
  input_closed: "This conversation has ended",
  restart: "Start again",
  input_number_help_min: "At least {min}",
  input_number_help_max: "At most {max}",
  input_number_help_range: "From {min} to {max}",
  input_rating_help: "Choose from 1 to {scale}",
  input_file_help: "Drop a file here, paste it, or choose one",
  input_file_one: "One file, please",
  input_file_too_large: "That file is larger than {size}.",
  input_file_wrong_type: "That kind of file is not accepted here.",
  input_country: "Country code",
  input_too_long: "That message is too long to send.",
  options: "Options",
  send: "Send",
  search: "Search",
  search_empty: "Nothing found",
  select_file: "Choose a file",
  attach: "Attach a file",
  select: "Select",
  yes: "Yes",
  no: "No",
  cancel: "Cancel",
  error: "Not sent",
  retry: "Retry",
  discard: "Discard",
  sending: "Sending",
  queued: "Waiting for the connection",
  reconnecting: "Reconnecting",
  waiting: "Waiting",
  typing: "{name} is typing",
  close: "Close chat",
  open: "Open chat",
  new_messages: "New messages",
  older: "Load earlier messages",
  today: "Today",
  yesterday: "Yesterday",
  open_image: "Open the image",
  close_image: "Close the image",
  image: "Image",
  download: "Download",
  video: "Video",
  audio: "Audio",
  document: "Document",
  map: "Open the map",
  previous_month: "Previous month",
  next_month: "Next month",
  calendar: "Calendar",
  hto_assignation_message: "{name} joined the conversation",
  hto_unassign_message: "{name} left the conversation",
  hto_agent_profile_text: "Now chatting with {name}",
  you: "You",
  assistant: "Assistant",
  agent: "Agent",
} as const;

export type WordKey = keyof typeof defaults;

/** A phrase with its holes filled. */
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** The operator's phrases, English where there is none. */
export function createWords(own: Readonly<Record<string, string>>): Words {
  return (key, values = {}) =>
    (own[key] ?? defaults[key]).replaceAll(/[{@](\w+)\}?/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    );
}

/** Time that has passed, as `0:42` or `1:02:05`. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/** A size a person can read: `10 MB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${value < 10 && power > 0 ? Math.round(value * 10) / 10 : Math.round(value)} ${units[power]}`;
}

/** The side a language is written from, by the first letter that says so. */
export function directionOf(text: string): "ltr" | "rtl" {
  const letter = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(letter) ? "rtl" : "ltr";
}
