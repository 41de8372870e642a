import { startStudio } from "./app/start-studio.tsx";

const place = document.getElementById("studio");
if (place) void startStudio(place);
