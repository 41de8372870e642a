import { t } from "../../../ui/words.ts";
import "./hooks-description.css";

/** What MessageHooks are, and what to do with them. */
export function HooksDescription() {
  return (
    <div className="about">
      <h3>{t("What are MessageHooks?")}</h3>
      <p>
        {t(
          "A MessageHook tells your server of every message and event of a channel: what the customer, the bot and agents say, and when an agent comes or goes. Each is one HTTP POST request, in order within a conversation, at least once.",
        )}
      </p>
      <h3>{t("What they are good for")}</h3>
      <ul>
        <li>{t("Agents answer from another help desk.")}</li>
        <li>{t("Transcripts and analytics in a database of your own, in real time.")}</li>
        <li>{t("Automation: something happens elsewhere as soon as it was said here.")}</li>
      </ul>
      <h3>{t("How to set one up")}</h3>
      <ol>
        <li>
          {t(
            "Press Add a new MessageHook, give it a name and the address of your server, choose the channel, and confirm.",
          )}
        </li>
        <li>{t("Keep the signing secret: your server checks each request with it.")}</li>
        <li>
          {t(
            "Send a test event from the MessageHook's page and look at what your server answered.",
          )}
        </li>
      </ol>
      <h3>{t("What to answer")}</h3>
      <dl className="about-answers">
        <dt>{t("2xx within 15 s")}</dt>
        <dd>{t("Delivered; the next message of the conversation follows.")}</dd>
        <dt>{t("429, 5xx, no connection")}</dt>
        <dd>{t("Sent again after 1 s, 5 s, 30 s, 5 min, and so on for about three days.")}</dd>
        <dt>410</dt>
        <dd>
          {t("The MessageHook is switched off until you switch it on; what it is owed is kept.")}
        </dd>
      </dl>
      <p>
        {t(
          "No server yet? Make an inspector: an address inside Parley that shows what it is sent.",
        )}
      </p>
    </div>
  );
}
