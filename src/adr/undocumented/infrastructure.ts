import { type ReadSigns, signsByLine } from './sign.ts';

const PROVIDER = /^provider\s+"([\w-]+)"/;
/** Queues have a question of their own. */
const RESOURCE = /^resource\s+"((?!\w*(?:queue|topic|_stream")\w*)[\w-]+)"/;
/** What is joined to a thing that is there already, and brings nothing new. */
const ATTACHED = /_(?:attachment|association|permission|policy|record|rule|member|binding|version|alarm|access_block)$/;

/** Providers and kinds of resources that a Terraform file uses. */
export const readInfrastructure: ReadSigns = (path, text) =>
  path.endsWith('.tf')
    ? signsByLine('infrastructure', text.split('\n'), [PROVIDER, RESOURCE]).filter(({ name }) => !ATTACHED.test(name))
    : [];
