/** Every kind with all that its parameters can say; `@name` fields are read, `kept_…` are written. */
export const fullParams: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  send_text: { text: "Hello @name, your order @{order_id}b is @status.", typingSeconds: 2 },
  media: {
    kind: "iframe",
    url: "https://www.youtube.com/watch?v=@video_id",
    caption: "A tour of @city",
  },
  buttons: {
    text: "Which plan, @name?",
    field: "kept_plan",
    errorText: "Choose one, @name.",
    placeholder: "Or write it",
    timeoutSeconds: 9000,
    idleSeconds: 600,
    maxTries: 3,
    options: [
      { id: "basic", label: "Basic for @price_basic", value: 1 },
      { id: "pro", label: "Pro", value: "pro", url: "https://shop.example/@plan_path" },
      { id: "none", label: "None of them", value: false },
    ],
    allowFreeText: true,
  },
  ask_text: {
    text: "What is your passport's number, @name?",
    field: "kept_passport",
    errorText: "Two letters and six digits.",
    placeholder: "AB123456",
    minChars: 8,
    maxChars: 8,
    pattern: "[A-Z]{2}[0-9]{6}",
    multiline: true,
  },
  ask_name: { text: "Who are you?", field: "kept_name", errorText: "A name, @visitor." },
  ask_email: { text: "Your e-mail, @name?", field: "kept_email", maxTries: 2 },
  ask_phone: { text: "Your phone?", field: "kept_phone", country: "ES" },
  ask_number: {
    text: "How many of @product?",
    field: "kept_count",
    min: 0,
    max: 99.5,
    integer: false,
    step: 0.5,
    decimalMark: ",",
  },
  ask_date: {
    text: "When?",
    field: "kept_day",
    format: "dd/MM/yyyy",
    minDate: "@today",
    maxDate: "@last_day",
  },
  ask_url: { text: "Your site?", field: "kept_site" },
  ask_yes_no: {
    text: "Shall we, @name?",
    field: "kept_agreed",
    yesLabel: "Yes, @name",
    noLabel: "No",
    yesWords: ["yes", "sure"],
    noWords: ["no", "nope"],
  },
  ask_file: {
    text: "Your receipt, @name",
    field: "kept_receipt",
    kinds: ["image", "document"],
    extensions: ["pdf", "png"],
    maxBytes: 5_242_880,
  },
  ask_rating: { text: "How was it?", field: "kept_rating", scale: 10, shape: "heart" },
  set_field: {
    assignments: [
      { field: "kept_total", type: "float", value: "@price" },
      { field: "kept_order", value: { id: "@order_id", lines: ["@first_line", 2, null] } },
      { field: "kept_note", value: "UNSET" },
    ],
  },
  formula: {
    formula: 'If(@total > 100, Round(@total * 0.9, 2), GetValue(@data, "price", @total))',
    field: "kept_price",
    outputs: { values: ["90", "100"] },
  },
  conditions: {
    join: "or",
    groups: [
      {
        join: "and",
        rules: [
          { left: "age", operator: "greater_or_equal", right: 18 },
          { left: "@first @last", operator: "contains", right: "@needle" },
        ],
      },
      { rules: [{ left: "vip", operator: "is_set" }] },
    ],
  },
  business_hours: {
    timezone: "Europe/Madrid",
    closeddates: ["2026-12-25", "2027-01-01"],
    specialdateshours: { "2026-12-24": [["09:00:00", "13:00:00"]], "2026-12-31": null },
    businesshours: {
      1: [
        ["09:00:00", "14:00:00"],
        ["16:00:00", "19:00:00"],
      ],
      2: [["09:00:00", "18:00:00"]],
      3: [["09:00:00", "18:00:00"]],
      4: [["09:00:00", "18:00:00"]],
      5: [["09:00:00", "15:00:00"]],
      6: null,
    },
  },
  ab_test: {
    options: [
      { id: "a", label: "With a discount", weight: 33.3 },
      { id: "b", label: "Without", weight: 66.7 },
    ],
  },
  goal: { name: "Lead qualified" },
  jump: { block: "webhook" },
  webhook: {
    method: "POST",
    url: "https://desk.example/payments/@order_id?lang=@language_code",
    query: [{ name: "customer", value: "@customer" }],
    headers: [
      { name: "Authorization", value: "Bearer @api_key" },
      { name: "X-Trace", value: "@trace" },
    ],
    body: {
      kind: "json",
      template:
        '{\n  "name": "@name",\n  "amount": @amount,\n  "resume": "@resume_url",\n  "items": @items\n}',
    },
    timeoutSeconds: 20,
    retries: 2,
    save: [
      { path: "payment.id", field: "kept_payment", type: "string" },
      { path: "$status", field: "kept_status", type: "integer" },
      { path: "", field: "kept_answer" },
    ],
    routes: [
      { status: "404", output: "not_found" },
      { status: "5xx", output: "down" },
    ],
  },
  wait: { text: "One moment, @name…", field: "kept_data", timeoutSeconds: 172_800 },
  delay: { seconds: "@pause" },
  human_takeover: { agents: [1, 3], text: "I am getting somebody for you, @name." },
  goodbye: {
    text: "Goodbye @name",
    link: { label: "Our @page_name", url: "https://example.org/@page" },
  },
  close: { text: "See you, @name" },
};
