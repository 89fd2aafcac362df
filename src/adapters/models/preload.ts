/**
 * Loads what the first call needs, so that no seat waits for it: the SDK, the providers, and Node's own HTTP client. A
 * package that cannot be loaded is told by the call that needs it.
 */
export async function preloadModels(): Promise<void> {
  await Promise.allSettled([
    import('ai'),
    import('@ai-sdk/mistral'),
    import('@ai-sdk/google'),
    import('@ai-sdk/openai-compatible'),
    fetch('data:,'),
  ]);
}
