/** What the fake bot says, and what it waits for. */
export type Step = { readonly says: readonly Record<string, unknown>[]; readonly waitMs?: number };

const text = (message: string, input?: Record<string, unknown>) => ({
  type: "text",
  message,
  rich_text: message,
  extra: input ? { input } : {},
});

const dialog = (
  title: string,
  buttons: readonly string[],
  extra: Record<string, unknown> = {},
) => ({
  type: "dialog",
  title,
  rich_text: title,
  buttons,
  payloads: buttons.map((_, index) => `$${index}`),
  urls: buttons.map(() => null),
  extra,
});

/** The greeting of the scripted channels. */
export const greeting: readonly Record<string, unknown>[] = [
  text("Hi, this is **Harbor Cycles**."),
  dialog("What can we do for you today?", [
    "Book a service",
    "Where is my order",
    "Something else",
  ]),
];

/** The same in a script written from the right. */
export const arabicGreeting: readonly Record<string, unknown>[] = [
  text("مرحباً، هنا **هاربر** لخدمة الدراجات."),
  dialog("كيف يمكننا مساعدتك اليوم؟", ["حجز موعد صيانة", "أين طلبي؟", "سؤال آخر"]),
];

/** One answer of the visitor leads to the next step: every kind of input once, then a wait. */
export const steps: readonly Step[] = [
  {
    says: [
      text(
        "Good choice. A service takes *about a day*, and you get a message when the bike is ready.",
      ),
      text("What is your name?", { kind: "name", placeholder: "First and last name" }),
    ],
  },
  {
    says: [
      text("Thanks. Where do we send the confirmation?", {
        kind: "email",
        placeholder: "name@example.org",
      }),
    ],
  },
  { says: [text("And a number, in case something comes up?", { kind: "phone" })] },
  {
    says: [
      text("Which day suits you?", { kind: "date", minDate: "2026-11-23", maxDate: "2027-01-31" }),
    ],
  },
  {
    says: [
      dialog("Which kind of bike is it?", [
        "City bike",
        "Road bike",
        "Gravel bike",
        "Mountain bike",
        "E-bike",
        "Cargo bike",
        "Folding bike",
        "Something else entirely, and I will explain it to the mechanic when I come by",
      ]),
    ],
  },
  { says: [text("How many years have you had it?", { kind: "number", min: 0, max: 60 })] },
  {
    says: [
      {
        type: "image",
        url: "/dev/picture.svg",
        message: "A drivetrain, before and after",
        extra: {},
      },
      text("A photo helps our mechanics.", {
        kind: "file",
        accept: ["image/*"],
        maxBytes: 5_242_880,
      }),
    ],
  },
  {
    says: [
      text("May we call you about the quote?", {
        kind: "yes_no",
        yesLabel: "Yes, call me",
        noLabel: "No",
      }),
    ],
  },
  {
    says: [
      text(
        "Your booking:\n\n- service and new brake pads\n- ready the *same evening*\n- price list: [harbor.example/prices](https://harbor.example/prices)\n\nYour reference is `HC-20419`.",
      ),
      { type: "document", url: "/dev/quote.pdf", message: "Quote HC-20419.pdf", extra: {} },
      {
        type: "location",
        latitude: 53.5438,
        longitude: 9.9661,
        address: "Quay 7, Hamburg",
        message: "Quay 7, Hamburg",
        extra: {},
      },
    ],
    waitMs: 4000,
  },
  {
    says: [
      text("The workshop has confirmed. How was this chat?", {
        kind: "rating",
        scale: 5,
        shape: "star",
      }),
    ],
  },
  { says: [text("Thank you. Any link you want to share with us?", { kind: "url" })] },
  { says: [text("Anything to add?", { kind: "text", multiline: true })] },
  { says: [text("Noted. See you soon.")] },
];
