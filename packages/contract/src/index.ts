export { Agent, AgentAnswer, AgentChange, AgentPage, NewAgent } from "./agent.ts";
export { ChannelCustomer, ChannelSend, ChannelSendAnswer, CustomerToken } from "./apichat.ts";
export {
  AuditActor,
  AuditDeed,
  AuditHead,
  AuditHeadQuery,
  AuditLine,
  AuditPage,
  AuditQuery,
  AuditVerification,
} from "./audit.ts";
export {
  Bot,
  BotAnswer,
  BotChange,
  BotCopy,
  BotPage,
  BotRef,
  BotTraffic,
  DraftAnswer,
  DraftWrite,
  NewBot,
  Problem,
  PublishRequest,
  TrafficQuery,
  Version,
  VersionAnswer,
  VersionPage,
} from "./bot.ts";
export {
  ChangedChannelAnswer,
  Channel,
  ChannelAnswer,
  ChannelChange,
  ChannelPage,
  ChannelsQuery,
  ChannelType,
  NewChannel,
  NewChannelAnswer,
  TemplatesQuery,
} from "./channel.ts";
export { Comment, CommentAnswer, CommentChange, CommentPage, NewComment } from "./comment.ts";
export {
  Customer,
  CustomerAnswer,
  CustomerPage,
  CustomersQuery,
  NewCustomer,
} from "./customer.ts";
export { Done } from "./done.ts";
export { ChannelCallError, DetailError, FieldErrors } from "./error.ts";
export { ExportQuery } from "./export.ts";
export { Field, FieldAnswer, FieldName, FieldType, FieldWrite } from "./field.ts";
export { FlowTest, FlowTestAnswer, FlowTestPage, FlowTestWrite } from "./flow-test.ts";
export {
  Hook,
  HookAnswer,
  HookChange,
  HookExtraEvent,
  HookInFull,
  HookInFullAnswer,
  HookMessageType,
  HookOrdering,
  HookPage,
  HookSecretAnswer,
  HookSender,
  HooksQuery,
  HookTestAnswer,
  NewHook,
} from "./hook.ts";
export {
  HookAttempt,
  HookAttemptInFull,
  HookDeliveriesQuery,
  HookDelivery,
  HookDeliveryAnswer,
  HookDeliveryInFull,
  HookDeliveryPage,
  HookDeliveryStatus,
  HookQueuedAnswer,
  HookReplay,
  HookResendAnswer,
} from "./hook-delivery.ts";
export {
  ApichatHookCustomer,
  ApichatHookMessage,
  ApichatHookPayload,
  apichatHookJsonSchema,
  HookCustomer,
  MessageHookMessage,
  MessageHookPayload,
  messageHookJsonSchema,
} from "./hook-payload.ts";
export {
  BlockInsights,
  InsightsAnswer,
  InsightsPoint,
  InsightsQuery,
  QuestionInsights,
} from "./insight.ts";
export {
  InspectedRequest,
  InspectedRequestPage,
  Inspector,
  InspectorAnswer,
  InspectorChange,
  InspectorPage,
  NewInspector,
} from "./inspector.ts";
export {
  SendImage,
  SendLocation,
  SendTemplate,
  SendText,
  Transcript,
  TranscriptMessage,
  TranscriptQuery,
} from "./message.ts";
export { PageQuery } from "./page.ts";
export { AssignBot, ResumeAnswer, ResumeCustomer } from "./resume.ts";
export {
  AccountAnswer,
  AccountChange,
  NewWorkspace,
  SetupRequest,
  StudioAccount,
  StudioRole,
  StudioSessionAnswer,
  StudioWorkspace,
  WorkspaceAnswer,
  WorkspaceChange,
} from "./studio-account.ts";
export {
  Invitation,
  InvitationAccept,
  InvitationLook,
  InvitationPage,
  NewInvitation,
  NewInvitationAnswer,
} from "./studio-invitation.ts";
export {
  PasswordChange,
  PasswordProof,
  PasswordReset,
  SignInAnswer,
  SignInRequest,
  StudioSession,
  StudioSessionPage,
  TwoFactorCode,
  TwoFactorKey,
} from "./studio-session.ts";
export { Template, TemplateList } from "./template.ts";
export { TestRequestAnswer, TestRequestWrite } from "./test-request.ts";
export { NewToken, NewTokenAnswer, Token, TokenPage } from "./token.ts";
export { isEmptyList, OptionalFlag, PathId } from "./tolerant.ts";
export {
  type PlacedEntry,
  type Speakers,
  webContent,
  webMessage,
} from "./web/web-message.ts";
export { type PlacedState, type WebState, webState } from "./web/web-state.ts";
export { WebhookRequest, WebhookRequestPage, WebhookRequestsQuery } from "./webhook-log.ts";
export { ApiRoot, ProjectPage } from "./workspace.ts";
