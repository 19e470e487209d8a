// What is tested in a real Chromium, in one: NAME.chromium.mjs can be run alone, too.
import "./cases.chromium.mjs";
import "./collect.chromium.mjs";
import "./pages.chromium.mjs";
import "./letters.chromium.mjs";
import "./everyone.chromium.mjs";
import "./host.chromium.mjs";
import "./speech.chromium.mjs";
