import { createModels } from '../../../src/adapters/models/models.ts';
import { readModelSettings } from '../../../src/adapters/models/settings.ts';
import { modelsContract } from '../../contracts/models-contract.ts';
import { answer } from '../../fakes/loopback-reply.ts';
import { accept, impatientTime, models, type ServiceName, services, someRequest } from './asking.ts';

const each: readonly ServiceName[] = ['mistral', 'gemini', 'litellm'];

for (const name of each) {
  modelsContract(`the adapter over ${name}`, async () => {
    const service = await services[name]({ reply: () => answer(accept) });
    return {
      models: createModels(readModelSettings(service.settings), impatientTime([])),
      request: someRequest({ model: models[name] }),
      requests: () => service.calls.length + service.violations.length,
      stop: () => service.stop(),
    };
  });
}
