<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ActivityBar</name>
        <message numerus="yes">
            <source>%Ln running</source>
            <translation>
                <numerusform>%Ln running</numerusform>
                <numerusform>%Ln running</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln running: show each of them</source>
            <translation>
                <numerusform>%Ln running: show it</numerusform>
                <numerusform>%Ln running: show each of them</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AddingController</name>
        <message numerus="yes">
            <source>%Ln files cannot be read; the rest was added. The first: {reason}</source>
            <translation>
                <numerusform>%Ln file cannot be read; the rest was added. {reason}</numerusform>
                <numerusform>%Ln files cannot be read; the rest was added. The first: {reason}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files were added before that; add the same again to get the others.</source>
            <translation>
                <numerusform>%Ln file was added before that; add the same again to get the others.</numerusform>
                <numerusform>%Ln files were added before that; add the same again to get the others.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looking at files: %Ln so far</source>
            <translation>
                <numerusform>Looking at files: %Ln so far</numerusform>
                <numerusform>Looking at files: %Ln so far</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing new: all %Ln files are in the project already.</source>
            <translation>
                <numerusform>Nothing new: %Ln file is in the project already.</numerusform>
                <numerusform>Nothing new: all %Ln files are in the project already.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BoxClipboard</name>
        <message numerus="yes">
            <source>%Ln boxes copied.</source>
            <translation>
                <numerusform>%Ln box copied.</numerusform>
                <numerusform>%Ln boxes copied.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Pasted onto %Ln frames.</source>
            <translation>
                <numerusform>Pasted onto %Ln frame.</numerusform>
                <numerusform>Pasted onto %Ln frames.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BoxesController</name>
        <message numerus="yes">
            <source>%Ln locked boxes stay as they are.</source>
            <translation>
                <numerusform>%Ln locked box stays as it is.</numerusform>
                <numerusform>%Ln locked boxes stay as they are.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BoxesPanel</name>
        <message numerus="yes">
            <source>%Ln below the slider</source>
            <translation>
                <numerusform>%Ln below the slider</numerusform>
                <numerusform>%Ln below the slider</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln confirmed</source>
            <translation>
                <numerusform>%Ln confirmed</numerusform>
                <numerusform>%Ln confirmed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln hidden</source>
            <translation>
                <numerusform>%Ln hidden</numerusform>
                <numerusform>%Ln hidden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggested</source>
            <translation>
                <numerusform>%Ln suggested</numerusform>
                <numerusform>%Ln suggested</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Canvas</name>
        <message numerus="yes">
            <source>%n box(es) selected.</source>
            <translation>
                <numerusform>%n box selected.</numerusform>
                <numerusform>%n boxes selected.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClassImpactDialog</name>
        <message numerus="yes">
            <source>%Ln frames were reviewed for only one of the two; they will not count as complete for {other}.</source>
            <translation>
                <numerusform>%Ln frame was reviewed for only one of the two; it will not count as complete for {other}.</numerusform>
                <numerusform>%Ln frames were reviewed for only one of the two; they will not count as complete for {other}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them locked</source>
            <translation>
                <numerusform>%Ln of them locked</numerusform>
                <numerusform>%Ln of them locked</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln pinned</source>
            <translation>
                <numerusform>%Ln pinned</numerusform>
                <numerusform>%Ln pinned</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln reviewed</source>
            <translation>
                <numerusform>%Ln reviewed</numerusform>
                <numerusform>%Ln reviewed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete {name} and %Ln boxes</source>
            <translation>
                <numerusform>Delete {name} and %Ln box</numerusform>
                <numerusform>Delete {name} and %Ln boxes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClassLists</name>
        <message numerus="yes">
            <source>%Ln classes of {file} were added.</source>
            <translation>
                <numerusform>%Ln class of {file} was added.</numerusform>
                <numerusform>%Ln classes of {file} were added.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Wrote %Ln classes to {file}.</source>
            <translation>
                <numerusform>Wrote %Ln class to {file}.</numerusform>
                <numerusform>Wrote %Ln classes to {file}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ClassesModel</name>
        <message numerus="yes">
            <source>%Ln confirmed boxes</source>
            <translation>
                <numerusform>%Ln confirmed box</numerusform>
                <numerusform>%Ln confirmed boxes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message numerus="yes">
            <source>Accept %Ln selected</source>
            <translation>
                <numerusform>Accept %Ln selected</numerusform>
                <numerusform>Accept %Ln selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Accept %Ln shown</source>
            <translation>
                <numerusform>Accept %Ln shown</numerusform>
                <numerusform>Accept %Ln shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CompareWindow</name>
        <message numerus="yes">
            <source>%Ln of them show nothing;</source>
            <translation>
                <numerusform>%Ln of them shows nothing;</numerusform>
                <numerusform>%Ln of them show nothing;</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Measured on %Ln pinned frames.</source>
            <translation>
                <numerusform>Measured on %Ln pinned frame.</numerusform>
                <numerusform>Measured on %Ln pinned frames.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>there the new version shows %Ln boxes.</source>
            <translation>
                <numerusform>there the new version shows %Ln box.</numerusform>
                <numerusform>there the new version shows %Ln boxes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ComparisonTable</name>
        <message numerus="yes">
            <source>%Ln extra</source>
            <translation>
                <numerusform>%Ln extra</numerusform>
                <numerusform>%Ln extra</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DetectController</name>
        <message numerus="yes">
            <source>%Ln frames could not be detected. The first: {reason}</source>
            <translation>
                <numerusform>%Ln frame could not be detected. {reason}</numerusform>
                <numerusform>%Ln frames could not be detected. The first: {reason}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Detecting on %Ln frames</source>
            <translation>
                <numerusform>Detecting on %Ln frame</numerusform>
                <numerusform>Detecting on %Ln frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Durations</name>
        <message numerus="yes">
            <source>%Ln min</source>
            <translation>
                <numerusform>%Ln min</numerusform>
                <numerusform>%Ln min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln s</source>
            <translation>
                <numerusform>%Ln s</numerusform>
                <numerusform>%Ln s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EditNames</name>
        <message numerus="yes">
            <source>accepting %Ln boxes</source>
            <translation>
                <numerusform>accepting %Ln box</numerusform>
                <numerusform>accepting %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>adding %Ln classes</source>
            <translation>
                <numerusform>adding %Ln class</numerusform>
                <numerusform>adding %Ln classes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>adding %Ln files</source>
            <translation>
                <numerusform>adding %Ln file</numerusform>
                <numerusform>adding %Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>changing the class of %Ln boxes</source>
            <translation>
                <numerusform>changing the class of %Ln box</numerusform>
                <numerusform>changing the class of %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>deleting %Ln boxes</source>
            <translation>
                <numerusform>deleting %Ln box</numerusform>
                <numerusform>deleting %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>duplicating %Ln boxes</source>
            <translation>
                <numerusform>duplicating %Ln box</numerusform>
                <numerusform>duplicating %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>finding %Ln files again</source>
            <translation>
                <numerusform>finding %Ln file again</numerusform>
                <numerusform>finding %Ln files again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>importing %Ln boxes</source>
            <translation>
                <numerusform>importing %Ln box</numerusform>
                <numerusform>importing %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>importing the labels of %Ln frames</source>
            <translation>
                <numerusform>importing the labels of %Ln frame</numerusform>
                <numerusform>importing the labels of %Ln frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>locking %Ln boxes</source>
            <translation>
                <numerusform>locking %Ln box</numerusform>
                <numerusform>locking %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>moving %Ln boxes</source>
            <translation>
                <numerusform>moving %Ln box</numerusform>
                <numerusform>moving %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>pasting %Ln boxes</source>
            <translation>
                <numerusform>pasting %Ln box</numerusform>
                <numerusform>pasting %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>pinning %Ln frames</source>
            <translation>
                <numerusform>pinning %Ln frame</numerusform>
                <numerusform>pinning %Ln frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>rejecting %Ln boxes</source>
            <translation>
                <numerusform>rejecting %Ln box</numerusform>
                <numerusform>rejecting %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>removing %Ln files</source>
            <translation>
                <numerusform>removing %Ln file</numerusform>
                <numerusform>removing %Ln files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>resizing %Ln boxes</source>
            <translation>
                <numerusform>resizing %Ln box</numerusform>
                <numerusform>resizing %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>taking over %Ln boxes of the frame before</source>
            <translation>
                <numerusform>taking over %Ln box of the frame before</numerusform>
                <numerusform>taking over %Ln boxes of the frame before</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>unlocking %Ln boxes</source>
            <translation>
                <numerusform>unlocking %Ln box</numerusform>
                <numerusform>unlocking %Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>unpinning %Ln frames</source>
            <translation>
                <numerusform>unpinning %Ln frame</numerusform>
                <numerusform>unpinning %Ln frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>using %Ln files that were replaced</source>
            <translation>
                <numerusform>using %Ln file that was replaced</numerusform>
                <numerusform>using %Ln files that were replaced</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FrameView</name>
        <message numerus="yes">
            <source>%Ln below the slider</source>
            <translation>
                <numerusform>%Ln below the slider</numerusform>
                <numerusform>%Ln below the slider</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes are hidden. Shift+H shows them.</source>
            <translation>
                <numerusform>%Ln box is hidden. Shift+H shows it.</numerusform>
                <numerusform>%Ln boxes are hidden. Shift+H shows them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FramesModel</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln box</numerusform>
                <numerusform>%Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln frame</numerusform>
                <numerusform>%Ln frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FramesPanel</name>
        <message numerus="yes">
            <source>%Ln shown</source>
            <translation>
                <numerusform>%Ln shown</numerusform>
                <numerusform>%Ln shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GhostsController</name>
        <message numerus="yes">
            <source>{name} sees %Ln boxes here, painted thin.</source>
            <translation>
                <numerusform>{name} sees %Ln box here, painted thin.</numerusform>
                <numerusform>{name} sees %Ln boxes here, painted thin.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HistoryModel</name>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln frame</numerusform>
                <numerusform>%Ln frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JudgingFrames</name>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln frame</numerusform>
                <numerusform>%Ln frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggestions accepted on {frames}.</source>
            <translation>
                <numerusform>%Ln suggestion accepted on {frames}.</numerusform>
                <numerusform>%Ln suggestions accepted on {frames}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggestions rejected on {frames}.</source>
            <translation>
                <numerusform>%Ln suggestion rejected on {frames}.</numerusform>
                <numerusform>%Ln suggestions rejected on {frames}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LabelsController</name>
        <message numerus="yes">
            <source>%Ln already there</source>
            <translation>
                <numerusform>%Ln already there</numerusform>
                <numerusform>%Ln already there</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln box</numerusform>
                <numerusform>%Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln clipped at the border</source>
            <translation>
                <numerusform>%Ln clipped at the border</numerusform>
                <numerusform>%Ln clipped at the border</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames that nobody labelled were left out.</source>
            <translation>
                <numerusform>%Ln frame that nobody labelled was left out.</numerusform>
                <numerusform>%Ln frames that nobody labelled were left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln left out</source>
            <translation>
                <numerusform>%Ln left out</numerusform>
                <numerusform>%Ln left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln without a frame here</source>
            <translation>
                <numerusform>%Ln without a frame here</numerusform>
                <numerusform>%Ln without a frame here</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Labels of %Ln frames were imported before that; Undo takes them back.</source>
            <translation>
                <numerusform>Labels of %Ln frame were imported before that; Undo takes them back.</numerusform>
                <numerusform>Labels of %Ln frames were imported before that; Undo takes them back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>of %Ln frames</source>
            <translation>
                <numerusform>of %Ln frame</numerusform>
                <numerusform>of %Ln frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>on %Ln frames</source>
            <translation>
                <numerusform>on %Ln frame</numerusform>
                <numerusform>on %Ln frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LeftOutLine</name>
        <message numerus="yes">
            <source>%Ln frames cannot be read and are left out.</source>
            <translation>
                <numerusform>%Ln frame cannot be read and is left out.</numerusform>
                <numerusform>%Ln frames cannot be read and are left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message numerus="yes">
            <source>%Ln more</source>
            <translation>
                <numerusform>%Ln more</numerusform>
                <numerusform>%Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutsideController</name>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutsideWords</name>
        <message numerus="yes">
            <source>%Ln files are not where they were.</source>
            <translation>
                <numerusform>%Ln file is not where it was.</numerusform>
                <numerusform>%Ln files are not where they were.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files were replaced by others; their boxes may not fit any more.</source>
            <translation>
                <numerusform>%Ln file was replaced by another; its boxes may not fit any more.</numerusform>
                <numerusform>%Ln files were replaced by others; their boxes may not fit any more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %Ln files were found again.</source>
            <translation>
                <numerusform>%Ln file was found again.</numerusform>
                <numerusform>All %Ln files were found again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Overview</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln box</numerusform>
                <numerusform>%Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames</source>
            <translation>
                <numerusform>%Ln frame</numerusform>
                <numerusform>%Ln frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggested</source>
            <translation>
                <numerusform>%Ln suggested</numerusform>
                <numerusform>%Ln suggested</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QueueChooser</name>
        <message numerus="yes">
            <source>Detect on %Ln more reviewed frames</source>
            <translation>
                <numerusform>Detect on %Ln more reviewed frame</numerusform>
                <numerusform>Detect on %Ln more reviewed frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QueueWords</name>
        <message numerus="yes">
            <source>%Ln boxes</source>
            <translation>
                <numerusform>%Ln box</numerusform>
                <numerusform>%Ln boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be badly placed, worst {name}, overlap {percent}</source>
            <translation>
                <numerusform>%Ln box may be badly placed, worst {name}, overlap {percent}</numerusform>
                <numerusform>%Ln boxes may be badly placed, worst {name}, overlap {percent}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be extra, nothing is seen where {name} is</source>
            <translation>
                <numerusform>%Ln box may be extra, nothing is seen where {name} is</numerusform>
                <numerusform>%Ln boxes may be extra, nothing is seen where {name} is</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be missing, most surely {name}, score {score}</source>
            <translation>
                <numerusform>%Ln box may be missing, most surely {name}, score {score}</numerusform>
                <numerusform>%Ln boxes may be missing, most surely {name}, score {score}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln boxes may be wrong: where {name} is, {other} is seen</source>
            <translation>
                <numerusform>%Ln box may be wrong: where {name} is, {other} is seen</numerusform>
                <numerusform>%Ln boxes may be wrong: where {name} is, {other} is seen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln examples so far</source>
            <translation>
                <numerusform>%Ln example so far</numerusform>
                <numerusform>%Ln examples so far</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RelinkDialog</name>
        <message numerus="yes">
            <source>%Ln files are not where they were.</source>
            <translation>
                <numerusform>%Ln file is not where it was.</numerusform>
                <numerusform>%Ln files are not where they were.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Also take the %Ln that have the name but another content; whether their boxes fit is asked afterwards</source>
            <translation>
                <numerusform>Also take the one that has the name but another content; whether its boxes fit is asked afterwards</numerusform>
                <numerusform>Also take the %Ln that have the name but another content; whether their boxes fit is asked afterwards</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Use these %Ln places</source>
            <translation>
                <numerusform>Use this place</numerusform>
                <numerusform>Use these %Ln places</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewController</name>
        <message numerus="yes">
            <source>%Ln frames pinned.</source>
            <translation>
                <numerusform>%Ln frame pinned.</numerusform>
                <numerusform>%Ln frames pinned.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln frames unpinned.</source>
            <translation>
                <numerusform>%Ln frame unpinned.</numerusform>
                <numerusform>%Ln frames unpinned.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln suggestions rejected.</source>
            <translation>
                <numerusform>%Ln suggestion rejected.</numerusform>
                <numerusform>%Ln suggestions rejected.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Frame complete: %Ln boxes.</source>
            <translation>
                <numerusform>Frame complete: %Ln box.</numerusform>
                <numerusform>Frame complete: %Ln boxes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TeachWords</name>
        <message numerus="yes">
            <source>%Ln more complete frames make a useful start.</source>
            <translation>
                <numerusform>%Ln more complete frame makes a useful start.</numerusform>
                <numerusform>%Ln more complete frames make a useful start.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln more complete frames make the comparison of versions surer.</source>
            <translation>
                <numerusform>%Ln more complete frame makes the comparison of versions surer.</numerusform>
                <numerusform>%Ln more complete frames make the comparison of versions surer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new corrections</source>
            <translation>
                <numerusform>%Ln new correction</numerusform>
                <numerusform>%Ln new corrections</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>on %Ln frames</source>
            <translation>
                <numerusform>on %Ln frame</numerusform>
                <numerusform>on %Ln frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VerdictLine</name>
        <message numerus="yes">
            <source>%Ln extra</source>
            <translation>
                <numerusform>%Ln extra</numerusform>
                <numerusform>%Ln extra</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorkSentences</name>
        <message numerus="yes">
            <source>%Ln suggestions are hidden and would be rejected unseen.</source>
            <translation>
                <numerusform>%Ln suggestion is hidden and would be rejected unseen.</numerusform>
                <numerusform>%Ln suggestions are hidden and would be rejected unseen.</numerusform>
            </translation>
        </message>
    </context>
</TS>
