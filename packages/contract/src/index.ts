export { Agent, AgentAnswer, AgentChange, AgentPage, NewAgent } from "./agent.ts";
export {
  Bot,
  BotAnswer,
  BotPage,
  BotRef,
  DraftAnswer,
  DraftWrite,
  NewBot,
  Problem,
  PublishRequest,
  Version,
  VersionAnswer,
  VersionPage,
} from "./bot.ts";
export {
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
export {
  Customer,
  CustomerAnswer,
  CustomerPage,
  CustomersQuery,
  NewCustomer,
} from "./customer.ts";
export { Done } from "./done.ts";
export { ChannelCallError, DetailError, FieldErrors } from "./error.ts";
export { Field, FieldAnswer, FieldName, FieldType, FieldWrite } from "./field.ts";
export { Hook, HookPage } from "./hook.ts";
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
export { Template, TemplateList } from "./template.ts";
export { TestRequestAnswer, TestRequestWrite } from "./test-request.ts";
export { NewToken, NewTokenAnswer, Token, TokenPage } from "./token.ts";
export { OptionalFlag, PathId } from "./tolerant.ts";
export { ApiRoot, ProjectPage } from "./workspace.ts";
