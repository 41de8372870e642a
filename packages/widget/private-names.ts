// Property names that the build may shorten in the loader and in chat.js: they live in objects that never leave the
// script. Not here: whatever is also written in quotes, stored, sent, or handed to panels.js.
const names = [
  "timeline unconfirmed revealedSeq seenSeq baseSeq fromSeq lastSeq clockSkewMs skewMs serverTimeMs",
  "retryAfterMs isLoadingOlder isLoading waitingSince authorName authorAvatar hidesTextbox",
  "typingDelaySeconds isGreetingStatic isStorageOff hiddenFields isHeaderHidden hasBranding",
  "messageBytes uploadBytes constantMs wordsPerMinute isStarted markStarted secretOrNew",
  "visitorChanged addCustomData isNewVisitor onUnknownVisitor onConnection onRefused",
  "onQueued onSending onConfirmed onNewMessage isUnwatched isInstant newestKey firstKey hasNews",
  "hasPrompt previewUrl isWelcome isOrdered openStream withCustomData isStartedByServer isTried",
  "greetingLength askedPauseMs isClosed isBeginning isBusy outgoing",
  "dispatch visitor outbox attempt chance subscribe loadOlder avatarUrl tagline isRevealing",
  "agentName startAnew setClock greeting receiver messages author caption isError",
  "latitude longitude yesLabel noLabel maxBytes secret queue timer session transfer prompt mayRetry",
  "badge launcher proposal channelToken config direction limits receive reveal newKey picker",
  "hasOlder onText onEnter toEnd emit root",
];

/** Matches exactly those names. */
export const privateNames = new RegExp(`^(${names.join(" ").replaceAll(" ", "|")})$`);
