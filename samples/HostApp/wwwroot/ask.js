// Sends a file to the service. Whatever goes wrong becomes an Error whose message a person can read.
export async function ask(address, file, { signal } = {}) {
  const began = performance.now();
  let response;
  try {
    response = await fetch(address, { method: 'POST', body: file, headers: { 'Content-Type': file.type || 'application/octet-stream' }, signal });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('The service does not answer. Is it running?');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? answer.title ?? `The service answers with status ${response.status}.`);
  return { ...answer, milliseconds: performance.now() - began };
}

export function showError(element, text) {
  element.textContent = text.charAt(0).toUpperCase() + text.slice(1);
  element.hidden = text === '';
}
