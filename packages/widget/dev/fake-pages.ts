import { arabicGreeting, greeting } from "./script.ts";

/** The settings of a made-up channel; words in its token choose the look. */
export function configOf(token: string): Record<string, unknown> {
  const has = (word: string) => token.includes(word);
  return {
    version: "3",
    channelToken: token,
    brandID: 1,
    ...(!has("PLAIN") && brand),
    ...(has("RTL") && arabic),
    ...(has("YELLOW") && { accent: "#ffd400" }),
    ...(has("BLUE") && { accent: "rgb(47 107 255)" }),
    ...(has("DARK") && { dark: true }),
    ...(has("PROACTIVE") && { conditional_proactives: { enabled: true, timeout: 0.2 } }),
    ...(has("LONG") && { brand_name: longName }),
    hidden_fields: { campaign: "" },
    welcome: has("DYNAMIC") ? [] : has("RTL") ? arabicGreeting : greeting,
    parley: {
      static_greeting: !has("DYNAMIC"),
      name: "Harbor Cycles",
      input_limits: { message_bytes: 32_768, upload_bytes: 10_485_760 },
    },
  };
}

const brand = {
  brand_name: "Harbor Cycles",
  tagline: "Usually answers in a minute",
  accent: "#0e7c66",
  avatar_url: "/dev/picture.svg",
};

const longName = "The Very Long Name of a Company That Never Learned to Stop Naming Itself Limited";

const arabic = {
  brand_name: "هاربر",
  tagline: "نجيب خلال دقائق",
  avatar_url: "",
  text: {
    text_input_placeholder: "اكتب رسالة",
    input_options_placeholder: "اختر أو اكتب",
    send: "إرسال",
  },
};

/** The page that a channel's link opens. */
export function sharePage(config: Record<string, unknown>): string {
  const json = JSON.stringify(config).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Harbor Cycles</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
</head><body>
<script type="application/json" id="parley-config">${json}</script>
<script src="/webchat/assets/chat.js" data-parley-page></script>
</body></html>`;
}

/** A customer's page with the chat in it. Another host name makes it another origin. */
export function hostPage(query: URLSearchParams): string {
  const kind = (query.get("class") ?? "Livechat").replaceAll(/\W/g, "");
  const token = (query.get("token") ?? "H-1-STATIC").replaceAll(/[^\w-]/g, "");
  const chat = query.get("chat") ?? "";
  const container = kind.startsWith("Container") ? `,container:'#chat'` : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<style>body{margin:0;font:16px/1.6 Georgia,serif;color:#333;background:#f6f5f2}main{max-width:820px;margin:auto;padding:64px 24px}#chat{height:560px;margin:24px 0}*{letter-spacing:.01em}button{background:red!important}</style>
</head><body><main><h1>Bicycles for the harbour</h1>
<p>We build and repair city bikes, cargo bikes and everything with two wheels that has to work in wind and salt.</p>
<div id="chat"></div><p>Open Tuesday to Saturday. Bring the bike in the morning, ride home in the evening.</p></main>
<script src="${encodeURI(chat)}/landbot-3/landbot-3.0.0.js"></script>
<script>var myLandbot=new Landbot.${kind}({configUrl:'${encodeURI(chat)}/v3/${token}/index.json'${container},customData:{plan:'gold'}});window.heard=[];
myLandbot.onLoad(function(){heard.push('load')});['init','new_message','widget_open','widget_close','proactive_open','proactive_close'].forEach(function(n){myLandbot.core.events.on(n,function(){heard.push(n)})});</script>
</body></html>`;
}

/** A picture for avatars and images. */
export const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><rect width="640" height="400" fill="#dcebe6"/><g fill="none" stroke="#0e7c66" stroke-width="14" stroke-linecap="round" stroke-linejoin="round"><circle cx="215" cy="240" r="78"/><circle cx="425" cy="240" r="78"/><path d="M215 240l60-120h110l40 120M275 120l50 120h-110M325 240l60-120M250 110h50"/></g></svg>`;
