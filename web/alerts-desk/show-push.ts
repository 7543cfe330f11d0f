/// <reference lib="webworker" />
/** What the service worker does with a push: shows it, and opens the answer's page where it is touched. */

interface Pushed {
  id: string;
  title: string;
  text: string;
  path: string;
}

/** Shows alerts that are pushed to this browser, whether or not a page is open. */
export function showPushes(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener('push', (event) => {
    const pushed: Pushed | undefined = event.data?.json();
    if (!pushed) return;
    // the tag is the message's own id: one that comes twice is shown once
    const options = { body: pushed.text, tag: pushed.id, data: pushed.path, icon: '/eyrie.svg' };
    event.waitUntil(worker.registration.showNotification(pushed.title, options));
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(openPage(worker, String(event.notification.data)));
  });
}

async function openPage(worker: ServiceWorkerGlobalScope, path: string): Promise<void> {
  await worker.clients.openWindow(new URL(path, worker.location.origin).href);
}
