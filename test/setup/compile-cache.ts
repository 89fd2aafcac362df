import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Programs that tests start come from the same files again and again; their compiled form is kept beside the packages. */
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/conclave/compiled'));
