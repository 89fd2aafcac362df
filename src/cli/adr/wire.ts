export { readMessages } from '../../adapters/git/messages.ts';
export { openRepository } from '../../adapters/git/repository.ts';
