export {
  type Client,
  type ClientOptions,
  createClient,
  type ResumeRequest,
} from "./create-client.ts";
export { ParleyError } from "./parley-error.ts";
