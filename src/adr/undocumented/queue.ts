import { codeLinesOf } from './python-line.ts';
import { type ReadSigns, signsByLine } from './sign.ts';

const NAME = String.raw`["'\`]([\w.:/-]{2,100})["'\`]`;

/** How programs make a queue or a topic, or write to one that comes into being by that. */
const PYTHON: readonly RegExp[] = [
  `NewTopic\\(\\s*(?:(?:name|topic)\\s*=\\s*)?${NAME}`,
  `\\.(?:queue|exchange)_declare\\(\\s*(?:(?:queue|exchange)\\s*=\\s*)?${NAME}`,
  `\\.declare_(?:queue|exchange)\\(\\s*(?:name\\s*=\\s*)?${NAME}`,
  `\\.create_queue\\(\\s*QueueName\\s*=\\s*${NAME}`,
  `\\.create_topic\\(\\s*(?:Name\\s*=\\s*)?${NAME}`,
  `(?<![\\w.])(?:kombu\\.)?Queue\\(\\s*${NAME}`,
  `["']queue["']\\s*:\\s*${NAME}`,
  `\\.(?:xadd|xgroup_create)\\(\\s*(?:name\\s*=\\s*)?${NAME}`,
  `producer\\.(?:send|produce|send_and_wait)\\(\\s*(?:topic\\s*=\\s*)?${NAME}`,
].map((source) => new RegExp(source));

const SCRIPT: readonly RegExp[] = [
  `\\.assert(?:Queue|Exchange)\\(\\s*${NAME}`,
  `new\\s+Queue(?:<[^>]*>)?\\(\\s*${NAME}`,
  `createTopics\\([^)]*topic\\s*:\\s*${NAME}`,
  `QueueName\\s*:\\s*${NAME}`,
  `\\.xadd\\(\\s*${NAME}`,
].map((source) => new RegExp(source, 'i'));

const TERRAFORM =
  /^resource\s+"(?:aws_sqs_queue|aws_sns_topic|aws_kinesis_stream|google_pubsub_topic|azurerm_servicebus_(?:queue|topic)|kafka_topic|confluent_kafka_topic|rabbitmq_queue)"\s+"([\w-]+)"/;

/** Queues, topics and streams that a text makes or writes to, read by its lines; a name that is computed is not seen. */
export const readQueues: ReadSigns = (path, text) => {
  if (path.endsWith('.py')) return signsByLine('queue', codeLinesOf(text), PYTHON);
  if (/\.[cm]?[jt]sx?$/.test(path)) return signsByLine('queue', withoutLineComments(text), SCRIPT);
  return path.endsWith('.tf') ? signsByLine('queue', text.split('\n'), [TERRAFORM]) : [];
};

function withoutLineComments(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/^\s*(?:\/\/|\*).*$/, ''));
}
