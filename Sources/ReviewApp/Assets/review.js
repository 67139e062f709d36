// What makes the pages quick: keys, the picture's zoom, checks while typing, and the next field without a new page.
// Every page works without this file.
import { initAll } from "./govuk-frontend-5.11.1.min.js";
import { startKeys } from "./keys.js";
import { startPicture, startCorners } from "./picture.js";
import { startSending } from "./sending.js";
import { startChecking } from "./checking.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

/// Readies what is in the page now; again after the next field took its place.
function start(scope = document.getElementById("main")) {
  // The page's frame is ready already when a field took another's place.
  initAll({ scope });
  startPicture();
  startCorners();
  startChecking();
  startKeys();
  startSending(start);
}

start(document);
